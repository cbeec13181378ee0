/**
 * Which names developers and their apps may not have: those that pass for the host's product. Names are compared as people
 * see them, by the skeletons of Unicode Technical Standard #39, section 4; the data is Unicode's own ({@code
 * confusables.txt} beside this package, with its licence).
 */
@NullMarked
package dev.drawbridge.core.internal.name;

import org.jspecify.annotations.NullMarked;
