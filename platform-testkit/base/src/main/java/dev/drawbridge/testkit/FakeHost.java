package dev.drawbridge.testkit;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.Company;
import dev.drawbridge.core.spi.HostDirectory;
import dev.drawbridge.core.spi.HostSession;
import dev.drawbridge.core.spi.HostUser;
import dev.drawbridge.core.spi.Member;
import dev.drawbridge.core.spi.PlanLimit;
import dev.drawbridge.core.spi.PlanLimits;
import dev.drawbridge.core.spi.Plans;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A host with settable users, companies and plans. Thread-safe.
 *
 * <p>Who is logged in is in the cookie or header {@value #USER}: the user's id. {@link #withPeople()} brings a company
 * per tier ({@code co_free} to {@code co_high}, each with an administrator {@code usr_...}), a plain member {@code usr_pro2}
 * of {@code co_pro}, and {@code usr_multi}, administrator of {@code co_pro} and {@code co_high}.
 */
public final class FakeHost implements HostSession, HostDirectory, Plans {

    /** The quotas of its tiers, for platforms whose pages tell them: 100, 500 and 2,000 requests an hour. */
    public static final PlanLimits LIMITS = tier -> switch (tier.code()) {
        case "STARTER" -> perHour(100);
        case "PRO" -> perHour(500);
        case "HIGH" -> perHour(2_000);
        default -> List.of();
    };

    /** The cookie or header that names the user. */
    public static final String USER = "fake_user";

    private final Map<UserId, HostUser> users = new ConcurrentHashMap<>();
    private final Map<CompanyId, Tier> tiers = new ConcurrentHashMap<>();
    private final List<Member> members = new CopyOnWriteArrayList<>();
    private final Set<UserId> disabled = ConcurrentHashMap.newKeySet();
    private volatile boolean down;

    /** Makes a host without users. */
    public FakeHost() {}

    /**
     * Makes a host with a company per tier.
     *
     * @return the host
     */
    public static FakeHost withPeople() {
        FakeHost host = new FakeHost();
        Map<String, Tier> plans = new LinkedHashMap<>();
        plans.put("free", Tier.FREE);
        plans.put("starter", Tier.STARTER);
        plans.put("pro", Tier.PRO);
        plans.put("high", Tier.HIGH);
        plans.forEach((name, tier) -> {
            host.plan("co_" + name, tier);
            host.join("co_" + name, "usr_" + name, true);
        });
        host.join("co_pro", "usr_pro2", false);
        host.join("co_pro", "usr_multi", true);
        host.join("co_high", "usr_multi", true);
        return host;
    }

    /**
     * Sets the plan of a company.
     *
     * @param company its id
     * @param tier the tier it is on
     */
    public void plan(String company, Tier tier) {
        tiers.put(new CompanyId(company), tier);
    }

    /**
     * Makes a user a member of a company.
     *
     * @param company the company's id, also its name
     * @param user the user's id
     * @param canConnectApps whether the user is an administrator
     */
    public void join(String company, String user, boolean canConnectApps) {
        HostUser hostUser = new HostUser(new UserId(user), user + "@host.test");
        users.put(hostUser.id(), hostUser);
        members.add(new Member(hostUser, new Company(new CompanyId(company), company), canConnectApps));
    }

    /**
     * Ends a membership.
     *
     * @param company the company's id
     * @param user the user's id
     */
    public void leave(String company, String user) {
        members.removeIf(member -> member.company().id().value().equals(company)
                && member.user().id().value().equals(user));
    }

    /**
     * Disables or enables a user.
     *
     * @param user the user's id
     * @param isDisabled whether the user may do nothing any more
     */
    public void disable(String user, boolean isDisabled) {
        if (isDisabled) {
            disabled.add(new UserId(user));
        } else {
            disabled.remove(new UserId(user));
        }
    }

    /**
     * Lets every question fail, as if the host's own database were away.
     *
     * @param isDown whether it is
     */
    public void down(boolean isDown) {
        down = isDown;
    }

    @Override
    public Optional<HostUser> current(Request request) {
        requireUp();
        return request.cookie(USER)
                .or(() -> request.header(USER))
                .map(UserId::new)
                .filter(user -> !disabled.contains(user))
                .map(users::get);
    }

    @Override
    public URI loginUrl(String returnTo) {
        return URI.create("/fake-login?next=" + URLEncoder.encode(returnTo, StandardCharsets.UTF_8));
    }

    @Override
    public Optional<Member> member(CompanyId company, UserId user) {
        return memberships(user).stream()
                .filter(member -> member.company().id().equals(company))
                .findFirst();
    }

    @Override
    public List<Member> memberships(UserId user) {
        requireUp();
        return members.stream()
                .filter(member -> member.user().id().equals(user))
                .filter(member -> !disabled.contains(user))
                .toList();
    }

    @Override
    public List<Member> runAsChoices(CompanyId company, UserId installer) {
        requireUp();
        return members.stream()
                .filter(member -> member.company().id().equals(company))
                .filter(member -> !disabled.contains(member.user().id()))
                .filter(member -> member.user().id().equals(installer) || !member.canConnectApps())
                .sorted((a, b) -> Boolean.compare(
                        b.user().id().equals(installer), a.user().id().equals(installer)))
                .toList();
    }

    @Override
    public List<Tier> tiers() {
        return List.of(Tier.FREE, Tier.STARTER, Tier.PRO, Tier.HIGH);
    }

    @Override
    public Tier planOf(CompanyId company) {
        requireUp();
        return tiers.getOrDefault(company, Tier.FREE);
    }

    @Override
    public Optional<URI> upgradeUrl(CompanyId company) {
        return Optional.of(URI.create("/fake-billing?company=" + company.value()));
    }

    private void requireUp() {
        if (down) {
            throw new IllegalStateException("The test's host was told to be down");
        }
    }

    private static List<PlanLimit> perHour(long quota) {
        return List.of(new PlanLimit("hour", quota, PlanLimit.Period.HOUR));
    }
}
