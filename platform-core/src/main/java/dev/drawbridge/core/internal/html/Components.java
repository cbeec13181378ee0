package dev.drawbridge.core.internal.html;

/** The templates of this package. */
final class Components {

    static final Templates TEMPLATES =
            Templates.of(Components.class.getClassLoader(), Components.class.getPackageName());

    private Components() {}
}
