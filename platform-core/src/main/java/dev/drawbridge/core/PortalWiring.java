package dev.drawbridge.core;

import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.account.AccountMails;
import dev.drawbridge.core.internal.account.DeveloperNames;
import dev.drawbridge.core.internal.account.DeviceTokens;
import dev.drawbridge.core.internal.account.EmailVerifications;
import dev.drawbridge.core.internal.account.LoginThrottle;
import dev.drawbridge.core.internal.account.Logins;
import dev.drawbridge.core.internal.account.MailLinks;
import dev.drawbridge.core.internal.account.MailRequestJob;
import dev.drawbridge.core.internal.account.MailRequests;
import dev.drawbridge.core.internal.account.PasswordConfirmations;
import dev.drawbridge.core.internal.account.PasswordResets;
import dev.drawbridge.core.internal.account.PasswordRules;
import dev.drawbridge.core.internal.account.Profiles;
import dev.drawbridge.core.internal.account.RequestedMails;
import dev.drawbridge.core.internal.account.SealedDevices;
import dev.drawbridge.core.internal.account.Sessions;
import dev.drawbridge.core.internal.account.SignUpAdmission;
import dev.drawbridge.core.internal.account.SignUps;
import dev.drawbridge.core.internal.account.StoredAccountService;
import dev.drawbridge.core.internal.activity.ActivityRoutes;
import dev.drawbridge.core.internal.cluster.PurgeJob;
import dev.drawbridge.core.internal.portal.AppOverviewPage;
import dev.drawbridge.core.internal.portal.CatalogJson;
import dev.drawbridge.core.internal.portal.DashboardPage;
import dev.drawbridge.core.internal.portal.LandingPage;
import dev.drawbridge.core.internal.portal.Portal;
import dev.drawbridge.core.internal.portal.PortalFrame;
import dev.drawbridge.core.internal.portal.PortalGate;
import dev.drawbridge.core.internal.portal.account.AccountPortal;
import dev.drawbridge.core.internal.portal.account.ConfirmPassword;
import dev.drawbridge.core.internal.portal.account.InterruptedFormPage;
import dev.drawbridge.core.internal.portal.frame.FlashCookie;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.internal.portal.frame.VisitorFrame;
import dev.drawbridge.core.internal.secret.Passwords;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.account.AccountStores;
import java.time.Duration;
import java.util.List;

/**
 * Builds developer accounts and the portal, once, from the bottom up: what accounts are, what a developer does with one, then
 * the pages and JSON calls on top of that.
 */
final class PortalWiring {

    /** An old link still says "already confirmed" for a while. */
    private static final Duration LINKS_KEPT = Duration.ofDays(7);

    private static final Duration UNVERIFIED_KEPT = Duration.ofDays(30);

    /** Each account takes sessions and links along. */
    private static final int ACCOUNT_BATCH = 100;

    private final CoreServices core;
    private final AccountStores stores;
    private final AccountSettings settings;

    // What accounts are made of.
    private final Passwords passwords;
    private final PasswordRules passwordRules;
    private final DeveloperNames names;
    private final DeviceTokens devices;
    private final SealedDevices sealedDevices;
    private final MailLinks links;
    private final AccountMails mails;
    private final MailRequests requests;

    private final DeveloperAccountService service;
    private final Contribution contribution;

    PortalWiring(CoreServices core, AccountStores stores, AccountSettings settings) {
        this.core = core;
        this.stores = stores;
        this.settings = settings;

        passwords = new Passwords(settings.passwordCost(), core.random());
        passwordRules = new PasswordRules(core.productName());
        names = new DeveloperNames(core.reservedNames());
        devices = new DeviceTokens(core.vault(), core.random());
        sealedDevices = new SealedDevices(core.vault());
        links = new MailLinks(stores.links(), core.credentials(), core.clock());
        mails = new AccountMails(
                core.mails(), core.clock(), core.issuer(), core.productName(), settings.supportContact());
        requests = new MailRequests(stores.mailRequests(), core.ids(), core.clock(), sealedDevices);

        service = accounts();
        contribution = portal().addJobs(mailRequestJob())
                .addJobs(purges().toArray(Job[]::new))
                .build();
    }

    DeveloperAccountService service() {
        return service;
    }

    Contribution contribution() {
        return contribution;
    }

    /** What a developer does with an account. */
    private DeveloperAccountService accounts() {
        SignUps signUps = new SignUps(
                new SignUpAdmission(
                        passwordRules, names, core.throttles(), settings.signUps(), settings.supportContact()),
                stores.accounts(),
                core.transactions(),
                core.clock(),
                core.ids(),
                passwords,
                core.journal(),
                requests);
        EmailVerifications verifications = new EmailVerifications(
                stores.accounts(), links, core.transactions(), core.clock(), core.journal(), mails, requests);
        PasswordResets resets = new PasswordResets(
                stores, links, core.transactions(), core.clock(), passwords, passwordRules, core.journal(), mails);
        Sessions sessions = sessions();
        LoginThrottle throttle = new LoginThrottle(stores.guesses(), core.throttles(), core.clock());
        return new StoredAccountService(
                signUps,
                verifications,
                resets,
                requests,
                new Logins(
                        stores.accounts(),
                        sessions,
                        passwords,
                        throttle,
                        devices,
                        core.clock(),
                        settings.supportContact()),
                sessions,
                new PasswordConfirmations(stores.accounts(), sessions, passwords, throttle),
                new Profiles(stores.accounts(), names));
    }

    private Sessions sessions() {
        return new Sessions(
                stores,
                core.transactions(),
                core.journal(),
                core.clock(),
                core.random(),
                core.vault(),
                settings.idleLimit());
    }

    /** Writes the mails that visitors ask for; it alone knows which addresses have accounts. */
    private Job mailRequestJob() {
        RequestedMails requested = new RequestedMails(mails, links, devices, sealedDevices, core.throttles());
        return new MailRequestJob(
                        requests,
                        stores.mailRequests(),
                        stores.accounts(),
                        core.transactions(),
                        core.leases(),
                        core.clock(),
                        requested)
                .job();
    }

    /** Pages and JSON calls on top of {@link #service}. */
    private Contribution.Builder portal() {
        SessionCookies cookies = new SessionCookies(service, core.clock(), core.secure());

        // Pages and calls without a session.
        VisitorFrame visitors = new VisitorFrame(core.frame(), core.crossSite(), core.formTokens(), cookies);
        AccountPortal account = new AccountPortal(service, cookies, visitors, core.secure());
        CatalogJson catalog = new CatalogJson(core.scopes(), core.events());

        // The shell, behind which features show their pages.
        PortalGate gate = new PortalGate(
                cookies,
                new ConfirmPassword(service),
                new InterruptedFormPage(),
                core.apps(),
                core.crossSite(),
                new PortalFrame(
                        core.productName(),
                        core.frame(),
                        core.formTokens(),
                        new FlashCookie(core.vault(), core.clock(), core.secure()),
                        core.clock()),
                core.clock());
        DashboardPage dashboard = new DashboardPage(core.apps(), core.stores().usage(), core.grants(), core.clock());

        ActivityRoutes activity = new ActivityRoutes(core.activity());

        return Contribution.builder()
                .addAppPanel(activity.panel())
                .addPortalRoutes(activity.ofAccount())
                .addRoutes(List.of(landing(cookies, visitors).route()))
                .addRoutes(account.visitorRoutes())
                .addRoutes(catalog.routes())
                .addPortalRoutes(account.routes())
                .addPortalShell(new Portal(gate, dashboard, new AppOverviewPage(core.clock()), List.of()));
    }

    private LandingPage landing(SessionCookies cookies, VisitorFrame visitors) {
        return new LandingPage(
                core.productName(),
                new LandingPage.Catalog(core.scopes().all(), core.events().all(), core.plans(), core.planLimits()),
                settings.landing(),
                core.links(),
                cookies,
                visitors);
    }

    private List<Job> purges() {
        return List.of(
                PurgeJob.of("session-purge", core.clock(), stores.sessions()::purge),
                PurgeJob.of("guess-purge", core.clock(), stores.guesses()::purge),
                PurgeJob.of("link-purge", core.clock(), LINKS_KEPT, stores.links()::purge),
                PurgeJob.of(
                        "account-purge",
                        core.clock(),
                        UNVERIFIED_KEPT,
                        ACCOUNT_BATCH,
                        stores.accounts()::purgeUnverified));
    }
}
