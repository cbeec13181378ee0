package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.html.Chrome.Tab;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.PortalPaths;
import java.util.List;

/** Where the pages about an account are, and their tabs. Thread-safe. */
public final class AccountTabs {

    static final String EMAIL = PortalPaths.ACCOUNT + "/email";
    static final String PASSWORD = PortalPaths.ACCOUNT + "/password";
    static final String SESSIONS = PortalPaths.ACCOUNT + "/sessions";
    static final String OTHER_SESSIONS = SESSIONS + "/others";
    static final String ACTIVITY = PortalPaths.ACCOUNT + "/activity";
    static final String EXPORT = PortalPaths.ACCOUNT + "/export";
    static final String DELETE = PortalPaths.ACCOUNT + "/delete";

    private final Messages text = Templates.of(AccountTabs.class).text();

    /**
     * Returns the tabs of a page.
     *
     * @param path where it is
     * @return none if it is not about the account
     */
    public List<Tab> of(String path) {
        boolean about = path.equals(PortalPaths.ACCOUNT) || path.startsWith(PortalPaths.ACCOUNT + "/");
        return about
                ? List.of(
                        new Tab(text.of("account-tab.profile"), PortalPaths.ACCOUNT),
                        new Tab(text.of("account-tab.sessions"), AccountTabs.SESSIONS),
                        new Tab(text.of("account-tab.activity"), AccountTabs.ACTIVITY),
                        new Tab(text.of("account-tab.export"), AccountTabs.EXPORT),
                        new Tab(text.of("account-tab.delete"), AccountTabs.DELETE))
                : List.of();
    }

    static String session(String id) {
        return SESSIONS + "/" + id;
    }
}
