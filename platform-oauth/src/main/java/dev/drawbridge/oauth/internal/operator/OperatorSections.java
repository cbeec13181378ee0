package dev.drawbridge.oauth.internal.operator;

import dev.drawbridge.core.internal.csrf.OneTimeForms;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.AppStore;
import dev.drawbridge.core.spi.app.Developers;
import dev.drawbridge.core.spi.app.GrantStore;
import dev.drawbridge.core.spi.operator.OperatorPanel;
import dev.drawbridge.core.spi.operator.SystemPart;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.TokenKeys;
import dev.drawbridge.oauth.internal.app.AppForm;
import dev.drawbridge.oauth.internal.review.AppReviews;
import dev.drawbridge.oauth.internal.token.GrantEnder;

/** Makes what this module shows to operators. */
public final class OperatorSections {

    private OperatorSections() {}

    /**
     * Makes the section about apps.
     *
     * @param apps what operators do with apps
     * @param developers names their owners
     * @param reviews what waits of approved apps
     * @param grants counts their connections
     * @param form the fields of forms
     * @param once lets a form count once
     * @param transactions hold together what belongs together
     * @param clock says when
     * @return the section
     */
    public static OperatorPanel apps(
            OperatedApps apps,
            Developers developers,
            AppReviews reviews,
            GrantStore grants,
            AppForm form,
            OneTimeForms once,
            Transactions transactions,
            PlatformClock clock) {
        return new AppsPanel(
                new AppsJson(apps, developers, reviews, clock),
                new AppsPages(apps, developers, grants, clock),
                new AppFormPages(apps, form, once, transactions));
    }

    /**
     * Makes the section about what waits for a decision.
     *
     * @param reviews decides
     * @param clock says when
     * @return the section
     */
    public static OperatorPanel reviews(AppReviews reviews, PlatformClock clock) {
        return new ReviewsPanel(reviews, clock);
    }

    /**
     * Makes the section about grants.
     *
     * @param store finds grants of everybody
     * @param apps names their apps
     * @param ender ends them with their tokens
     * @return the section
     */
    public static OperatorPanel grants(GrantStore store, AppStore apps, GrantEnder ender) {
        return new GrantsPanel(new OperatedGrants(store, apps, ender));
    }

    /**
     * Makes what the page about the system tells of keys.
     *
     * @param keys the signing keys
     * @return the part
     */
    public static SystemPart keys(TokenKeys keys) {
        return new KeysPart(keys).part();
    }
}
