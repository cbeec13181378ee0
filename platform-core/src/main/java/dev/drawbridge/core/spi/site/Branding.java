package dev.drawbridge.core.spi.site;

import java.util.Optional;

/**
 * The host's colours, font and marks on every page. What is not set is plain: a letter of the product's name on a tile,
 * indigo, the system's font. Immutable and thread-safe; begin with {@link #PLAIN}.
 *
 * <p>{@link dev.drawbridge.core.EnvironmentBuilder#build()} checks it: the accent has 4.5:1 against the surface that links
 * and focus rings are on, in light and in dark, and whatever is written on the accent is white or black, whichever is
 * read better.
 */
public final class Branding {

    /** Nothing of the host's but its name. */
    public static final Branding PLAIN = new Branding(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The widest radius of corners, in pixels. */
    public static final int MAX_RADIUS = 24;

    /** The largest file of a mark, in bytes. */
    public static final int MAX_MARK_BYTES = 256 * 1024;

    /**
     * The colour of buttons, links and bars.
     *
     * @param light on light surfaces, {@code #rrggbb}
     * @param dark on dark surfaces, {@code #rrggbb}
     */
    public record Accent(String light, String dark) {}

    private final Optional<Accent> accent;
    private final Optional<byte[]> logo;
    private final Optional<byte[]> darkLogo;
    private final Optional<byte[]> icon;
    private final Optional<String> font;
    private final Optional<Integer> radius;

    private Branding(
            Optional<Accent> accent,
            Optional<byte[]> logo,
            Optional<byte[]> darkLogo,
            Optional<byte[]> icon,
            Optional<String> font,
            Optional<Integer> radius) {
        this.accent = accent;
        this.logo = logo;
        this.darkLogo = darkLogo;
        this.icon = icon;
        this.font = font;
        this.radius = radius;
    }

    /**
     * Returns a copy with the colour of buttons, links and bars.
     *
     * @param light on light surfaces, {@code #rrggbb}
     * @param dark on dark surfaces, {@code #rrggbb}
     * @return the copy
     */
    public Branding accent(String light, String dark) {
        return new Branding(Optional.of(new Accent(light, dark)), logo, darkLogo, icon, font, radius);
    }

    /**
     * Returns a copy with the mark before the product's name.
     *
     * @param light an SVG or PNG image for light surfaces, as large as a line is high
     * @param dark the same for dark surfaces; it may be the same image
     * @return the copy
     */
    public Branding logo(byte[] light, byte[] dark) {
        return new Branding(accent, Optional.of(light.clone()), Optional.of(dark.clone()), icon, font, radius);
    }

    /**
     * Returns a copy with the icon of browser tabs.
     *
     * @param image an SVG or PNG image
     * @return the copy
     */
    public Branding icon(byte[] image) {
        return new Branding(accent, logo, darkLogo, Optional.of(image.clone()), font, radius);
    }

    /**
     * Returns a copy with the font of texts.
     *
     * @param stack names of fonts that devices have, as in CSS, the generic one last; pages load no fonts
     * @return the copy
     */
    public Branding font(String stack) {
        return new Branding(accent, logo, darkLogo, icon, Optional.of(stack), radius);
    }

    /**
     * Returns a copy with the radius of corners.
     *
     * @param pixels 0 to {@value #MAX_RADIUS}; larger surfaces have half as much again
     * @return the copy
     */
    public Branding radius(int pixels) {
        return new Branding(accent, logo, darkLogo, icon, font, Optional.of(pixels));
    }

    /** {@return the colour of buttons, links and bars} */
    public Optional<Accent> accent() {
        return accent;
    }

    /** {@return the mark on light surfaces} */
    public Optional<byte[]> logo() {
        return logo.map(byte[]::clone);
    }

    /** {@return the mark on dark surfaces} */
    public Optional<byte[]> darkLogo() {
        return darkLogo.map(byte[]::clone);
    }

    /** {@return the icon of browser tabs} */
    public Optional<byte[]> icon() {
        return icon.map(byte[]::clone);
    }

    /** {@return the font of texts} */
    public Optional<String> font() {
        return font;
    }

    /** {@return the radius of corners in pixels} */
    public Optional<Integer> radius() {
        return radius;
    }
}
