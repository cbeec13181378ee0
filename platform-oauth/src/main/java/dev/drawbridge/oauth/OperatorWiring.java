package dev.drawbridge.oauth;

import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.spi.operator.OperatorPanel;
import dev.drawbridge.core.spi.operator.SystemPart;
import dev.drawbridge.oauth.internal.app.AppForm;
import dev.drawbridge.oauth.internal.jwt.SigningKeys;
import dev.drawbridge.oauth.internal.operator.OperatedApps;
import dev.drawbridge.oauth.internal.operator.OperatorSections;
import dev.drawbridge.oauth.internal.token.GrantEnder;
import dev.drawbridge.oauth.internal.token.RevocableTokenKeys;

/** Builds what the authorization server shows to operators. */
final class OperatorWiring {

    private final CoreServices core;
    private final AppsWiring apps;
    private final GrantEnder ender;
    private final SigningKeys signing;

    OperatorWiring(CoreServices core, AppsWiring apps, GrantEnder ender, SigningKeys signing) {
        this.core = core;
        this.apps = apps;
        this.ender = ender;
        this.signing = signing;
    }

    OperatorPanel[] panels() {
        OperatedApps operated =
                new OperatedApps(apps.store, apps.registry, apps.changes, apps.ids, core.transactions(), core.clock());
        return new OperatorPanel[] {
            OperatorSections.apps(
                    operated,
                    core.stores().developers(),
                    apps.reviews,
                    core.stores().grants(),
                    new AppForm(core.scopes(), core.productName()),
                    core.oneTimeForms(),
                    core.transactions(),
                    core.clock()),
            OperatorSections.reviews(apps.reviews, core.clock()),
            OperatorSections.grants(core.stores().grants(), apps.store, ender)
        };
    }

    SystemPart keys() {
        return OperatorSections.keys(new RevocableTokenKeys(signing));
    }
}
