/**
 * Facts about registered apps and the grants that companies gave them.
 *
 * <p>Entry points for readers: {@link dev.drawbridge.core.spi.app.Apps} and {@link dev.drawbridge.core.spi.app.Grants}. The write
 * verbs ({@link dev.drawbridge.core.spi.app.AppStore}, {@link dev.drawbridge.core.spi.app.GrantStore}) are called by the
 * authorization server alone; every other module only reads. Rules about who may do what with an app are not here.
 */
@NullMarked
package dev.drawbridge.core.spi.app;

import org.jspecify.annotations.NullMarked;
