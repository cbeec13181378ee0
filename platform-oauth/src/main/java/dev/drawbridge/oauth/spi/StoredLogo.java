package dev.drawbridge.oauth.spi;

import java.net.URI;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The picture of an app, as it is served: checked and written anew by the platform. Immutable. */
public final class StoredLogo {

    /** The most bytes of a picture. */
    public static final int MAX_BYTES = 1024 * 1024;

    private final String hash;
    private final String mediaType;
    private final byte[] content;
    private final @Nullable URI source;

    /**
     * Makes a picture.
     *
     * @param hash names it
     * @param mediaType what it is served as
     * @param content at most {@value #MAX_BYTES} bytes
     * @param source where it was fetched; null if the developer uploaded it
     */
    public StoredLogo(String hash, String mediaType, byte[] content, @Nullable URI source) {
        this.hash = hash;
        this.mediaType = mediaType;
        this.content = content.clone();
        this.source = source;
    }

    /** {@return what names it: a hash of type and content} */
    public String hash() {
        return hash;
    }

    /** {@return what it is served as} */
    public String mediaType() {
        return mediaType;
    }

    /** {@return a copy of its bytes} */
    public byte[] content() {
        return content.clone();
    }

    /** {@return where it was fetched; null if the developer uploaded it} */
    public @Nullable URI source() {
        return source;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredLogo logo
                && hash.equals(logo.hash)
                && mediaType.equals(logo.mediaType)
                && Arrays.equals(content, logo.content)
                && Objects.equals(source, logo.source);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return "StoredLogo " + hash + " (" + mediaType + ", " + content.length + " bytes)";
    }
}
