package dev.drawbridge.testkit;

import dev.drawbridge.core.Contribution;
import dev.drawbridge.core.Environment;
import dev.drawbridge.core.EnvironmentBuilder;
import dev.drawbridge.core.Feature;
import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.Platform;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.core.model.EventCatalog;
import dev.drawbridge.core.model.EventType;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.CallPolicy;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.store.CoreStores;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A platform in one process: in-memory stores, a stopped clock, a fake host and captured mails. Calls are
 * not limited unless a test adds limits. Background work runs when a test says so. Thread-safe.
 *
 * <pre>{@code
 * MemoryCoreStores core = new MemoryCoreStores(clock);
 * TestPlatform test = TestPlatform.builder()
 *         .clock(clock)
 *         .stores(core)
 *         .add(env -> AuthorizationServer.on(env, MemoryOAuthStores.on(core)))
 *         .build();
 * }</pre>
 */
public final class TestPlatform {

    /** The issuer of every test platform that is told no other. */
    public static final URI ISSUER = URI.create("https://portal.test");

    /** The scopes that it offers; {@code mcp:write} needs the tier PRO. */
    public static final ScopeCatalog SCOPES = ScopeCatalog.of(List.of(
            Scope.of("tickets.read", "Read tickets", "See all tickets of the company."),
            Scope.of("tickets.write", "Change tickets", "Create and change tickets."),
            Scope.of("invoices.read", "Read invoices", "See all invoices of the company."),
            Scope.of("invoices.write", "Change invoices", "Create and change invoices."),
            new Scope("mcp:write", "Use the assistant", "Let an assistant act.", true, Tier.PRO)));

    /** The events that it publishes. */
    public static final EventCatalog EVENTS = EventCatalog.of(List.of(
            new EventType("ticket.created", "A ticket was created", "tickets.read"),
            new EventType("ticket.updated", "A ticket was changed", "tickets.read"),
            new EventType("invoice.paid", "An invoice was paid", "invoices.read")));

    private final Environment env;
    private final Platform platform;
    private final SettableClock clock;
    private final FakeHost host;
    private final CapturingMailer mails;

    private TestPlatform(Builder builder) {
        this.clock = builder.clock;
        this.host = builder.host;
        this.mails = builder.mails;
        byte[] masterKey = new byte[Vault.KEY_BYTES];
        Arrays.fill(masterKey, (byte) 7);
        EnvironmentBuilder environment = Environment.builder(builder.issuer)
                .stores(builder.stores)
                .clock(clock)
                .masterKey(masterKey)
                .hostSession(host)
                .hostDirectory(host)
                .plans(host)
                .mailer(mails)
                .scopes(SCOPES)
                .events(EVENTS)
                // Time is stopped here, so a bucket would never fill again; tests of the limit set their own.
                .strangers(1_000_000, 1)
                .productName("Testwork");
        builder.settings.forEach(setting -> setting.accept(environment));
        this.env = environment.build();
        List<Feature> features = new ArrayList<>();
        features.add(new Unlimited());
        builder.features.forEach(feature -> features.add(feature.apply(env)));
        this.platform = Platform.of(env, features.toArray(Feature[]::new));
    }

    /**
     * Begins a platform.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the shared services.
     *
     * @return the environment
     */
    public Environment env() {
        return env;
    }

    /**
     * Returns the platform under test.
     *
     * @return the platform; nobody has started it
     */
    public Platform platform() {
        return platform;
    }

    /**
     * Returns the clock.
     *
     * @return stopped until it is moved
     */
    public SettableClock clock() {
        return clock;
    }

    /**
     * Returns the host.
     *
     * @return its users, companies and plans
     */
    public FakeHost host() {
        return host;
    }

    /**
     * Returns what was mailed.
     *
     * @return the mailbox; filled by {@link #runJobs()}
     */
    public CapturingMailer mails() {
        return mails;
    }

    /**
     * Handles a request as the platform would.
     *
     * @param request the request
     * @return the response
     */
    public Response handle(Request request) {
        return platform.handler().handle(request);
    }

    /** Lets mails reach the mailbox: those that requests asked for, and all others that are due. */
    public void deliverMails() {
        platform.jobs().stream()
                .filter(job -> job.name().contains("mail") && !job.name().contains("purge"))
                .forEach(Job::runOnce);
    }

    /** Runs every background job once, in order. */
    public void runJobs() {
        platform.jobs().forEach(Job::runOnce);
    }

    /** A guard needs a policy; this one allows every call. */
    private static final class Unlimited implements Feature {

        @Override
        public String name() {
            return "no limits";
        }

        @Override
        public Contribution contribution() {
            return Contribution.builder()
                    .addCallPolicy(call -> new CallPolicy.Allowed(Map.of()))
                    .build();
        }
    }

    /** Collects what a test platform is made of. Not thread-safe. */
    public static final class Builder {

        private final List<Function<Environment, Feature>> features = new ArrayList<>();
        private final List<Consumer<EnvironmentBuilder>> settings = new ArrayList<>();
        private URI issuer = ISSUER;
        private SettableClock clock = new SettableClock();
        private FakeHost host = FakeHost.withPeople();
        private CapturingMailer mails = new CapturingMailer();
        private CoreStores stores = new MemoryCoreStores(clock);

        private Builder() {}

        /**
         * Sets where the platform is reached. Default: {@link TestPlatform#ISSUER}.
         *
         * @param value the issuer; plain http needs {@link EnvironmentBuilder#insecureDevelopmentMode()} too
         * @return this
         */
        public Builder issuer(URI value) {
            this.issuer = value;
            return this;
        }

        /**
         * Sets where everything is kept. Default: in memory.
         *
         * @param value the stores of core
         * @return this
         */
        public Builder stores(CoreStores value) {
            this.stores = value;
            return this;
        }

        /**
         * Sets the clock. Default: one that is stopped at {@link SettableClock#START}.
         *
         * @param value the clock
         * @return this
         */
        public Builder clock(SettableClock value) {
            this.clock = value;
            return this;
        }

        /**
         * Sets the host. Default: {@link FakeHost#withPeople()}.
         *
         * @param value the host
         * @return this
         */
        public Builder host(FakeHost value) {
            this.host = value;
            return this;
        }

        /**
         * Sets the mailbox.
         *
         * @param value the mailer
         * @return this
         */
        public Builder mails(CapturingMailer value) {
            this.mails = value;
            return this;
        }

        /**
         * Changes the environment before it is built.
         *
         * @param setting applied to the builder after the defaults
         * @return this
         */
        public Builder set(Consumer<EnvironmentBuilder> setting) {
            settings.add(setting);
            return this;
        }

        /**
         * Adds a feature.
         *
         * @param feature makes it on the environment
         * @return this
         */
        public Builder add(Function<Environment, Feature> feature) {
            features.add(feature);
            return this;
        }

        /**
         * Builds the platform.
         *
         * @return the platform with its fakes
         */
        public TestPlatform build() {
            return new TestPlatform(this);
        }
    }
}
