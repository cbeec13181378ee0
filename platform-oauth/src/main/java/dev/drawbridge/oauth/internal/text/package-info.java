/** How texts of developers are cleaned: {@code AppTexts}. It judges nothing; the rules of apps do. */
@NullMarked
package dev.drawbridge.oauth.internal.text;

import org.jspecify.annotations.NullMarked;
