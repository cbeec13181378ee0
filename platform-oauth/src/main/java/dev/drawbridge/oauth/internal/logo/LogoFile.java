package dev.drawbridge.oauth.internal.logo;

import dev.drawbridge.oauth.AppFieldCode;
import dev.drawbridge.oauth.spi.StoredLogo;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the picture that is served of the file that was sent. Thread-safe. */
final class LogoFile {

    static final String SVG = "image/svg+xml";

    private static final String PNG = "image/png";
    private static final int HASH_BYTES = 20;

    private static final List<Kind> KINDS = List.of(
            new Kind(PNG, "png", new int[] {0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A}),
            new Kind("image/jpeg", "jpeg", new int[] {0xFF, 0xD8, 0xFF}),
            new Kind("image/gif", "gif", new int[] {'G', 'I', 'F', '8'}));

    private LogoFile() {}

    /** A format, and how its files begin. */
    private record Kind(String mediaType, String format, int[] magic) {

        boolean begins(byte[] file) {
            boolean begins = file.length > magic.length;
            for (int i = 0; begins && i < magic.length; i++) {
                begins = (file[i] & 0xFF) == magic[i];
            }
            return begins;
        }
    }

    /** Returns the media types that are taken. */
    static Set<String> mediaTypes() {
        Set<String> types = KINDS.stream().map(Kind::mediaType).collect(Collectors.toSet());
        types.add(SVG);
        return Set.copyOf(types);
    }

    /**
     * Makes a picture. What the file is follows from how it begins, never from what its sender says.
     *
     * @param file what was sent
     * @param source where it was fetched; null if it was uploaded
     * @throws LogoFault if it is no picture that is taken
     */
    static StoredLogo read(byte[] file, @Nullable URI source) throws LogoFault {
        if (file.length > StoredLogo.MAX_BYTES) {
            throw new LogoFault(AppFieldCode.LOGO_TOO_LARGE, "The file has more than 1 MB.");
        }
        Optional<Kind> kind = KINDS.stream().filter(known -> known.begins(file)).findFirst();
        if (kind.isPresent()) {
            return stored(PNG, RasterLogo.png(kind.get().format(), file), source);
        }
        SvgCheck.check(file);
        return stored(SVG, file, source);
    }

    private static StoredLogo stored(String mediaType, byte[] content, @Nullable URI source) {
        MessageDigest digest = sha256();
        digest.update(mediaType.getBytes(StandardCharsets.US_ASCII));
        byte[] hash = digest.digest(content);
        return new StoredLogo(HexFormat.of().formatHex(Arrays.copyOf(hash, HASH_BYTES)), mediaType, content, source);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
