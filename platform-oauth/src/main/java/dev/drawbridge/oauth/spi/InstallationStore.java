package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import java.util.Optional;

/**
 * Keeps for which company a machine app acts when a token request names none. The installations themselves are grants.
 * Every verb is atomic; implementations are thread-safe and join the {@link dev.drawbridge.core.spi.store.Transactions} of the
 * thread.
 */
public interface InstallationStore {

    /**
     * Sets the default company of an app unless it has one, so that later installations change nothing for requests that
     * name no company. It stays when that company disconnects the app.
     *
     * @param app the app
     * @param company the company that installed it
     * @return true if the app had none
     */
    boolean setFirstCompany(AppId app, CompanyId company);

    /**
     * Finds the default company of an app.
     *
     * @param app the app
     * @return the company that installed it first, whether or not its installation lives
     */
    Optional<CompanyId> defaultCompany(AppId app);

    /**
     * Deletes the default company of an app that is forgotten.
     *
     * @param app the app
     */
    void forget(AppId app);
}
