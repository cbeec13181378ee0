package dev.drawbridge.oauth.internal.grant;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.spi.InstallationStore;
import java.util.Optional;

/** Installs machine apps for companies: one live installation per app and company. */
public final class Installations {

    private final Transactions transactions;
    private final InstallationStore defaults;
    private final GrantWriter grants;

    /**
     * Makes what installs.
     *
     * @param transactions the transactions that all stores join
     * @param defaults which company is an app's first
     * @param grants the grants
     */
    public Installations(Transactions transactions, InstallationStore defaults, GrantWriter grants) {
        this.transactions = transactions;
        this.defaults = defaults;
        this.grants = grants;
    }

    /**
     * Installs an app. The same installation again changes nothing, so a double click does no harm; other scopes or
     * another user end the old one, with its tokens, and make a new one.
     *
     * @param app the machine app
     * @param owner the administrator who installs, and for which company
     * @param runAs as which user the app will run, one of the host's choices
     * @param scopes what it may do, at least one
     * @param actor the administrator, for the journal
     * @return the live installation, or empty if the app is no longer in use
     */
    public Optional<Grant> install(AppId app, ResourceOwner owner, UserId runAs, Scopes scopes, Actor actor) {
        return transactions.inTransaction(() -> {
            // The app that the administrator was shown may have been stopped meanwhile.
            if (grants.holdUsable(app).isEmpty()) {
                return Optional.empty();
            }
            GrantWriter.Written written = grants.install(app, owner, runAs, scopes, actor);
            if (written.created()) {
                defaults.setFirstCompany(app, owner.company());
            }
            return Optional.of(written.grant());
        });
    }

    /**
     * Finds the live installation of an app for a company.
     *
     * @param app the machine app
     * @param company the company
     * @return the grant, if there is one
     */
    public Optional<Grant> live(AppId app, CompanyId company) {
        return grants.installation(app, company);
    }
}
