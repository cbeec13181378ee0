package dev.drawbridge.core.internal.operator;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.internal.cluster.LiveNodes;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.operator.SystemPart;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.core.spi.store.MailBacklog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the page about the system tells of core: versions, nodes, mails, jobs and the steps of the schema. Thread-safe. */
public final class CoreSystemParts {

    private final CoreStores stores;
    private final LiveNodes nodes;
    private final List<Job> jobs;
    private final Templates templates = Templates.of(CoreSystemParts.class);

    /**
     * Makes the parts.
     *
     * @param stores where mails wait, and what says which steps were applied
     * @param nodes counts nodes
     * @param jobs the background work of the platform
     */
    public CoreSystemParts(CoreStores stores, LiveNodes nodes, List<Job> jobs) {
        this.stores = stores;
        this.nodes = nodes;
        this.jobs = List.copyOf(jobs);
    }

    /**
     * The model of {@code system.jte}.
     *
     * @param version of the platform
     * @param java version of the virtual machine
     * @param nodes how many are alive
     * @param mails what waits in the outbox
     * @param migrations the steps of the schema that were applied
     * @param jobs the background work
     */
    record Model(
            String version, String java, int nodes, MailBacklog mails, List<String> migrations, List<JobRow> jobs) {}

    /** A job: its name, its pace in seconds, and whether one node at a time runs it. */
    record JobRow(String name, String seconds, boolean exclusive) {}

    /**
     * Returns the parts.
     *
     * @return in the order of the page; the first one renders them all
     */
    public List<SystemPart> parts() {
        return List.of(
                new SystemPart("versions", CoreSystemParts::versions, call -> section()),
                new SystemPart("nodes", () -> Map.of("alive", nodes.count()), call -> Html.EMPTY),
                new SystemPart("mails", this::mails, call -> Html.EMPTY),
                new SystemPart("migrations", stores::migrations, call -> Html.EMPTY),
                new SystemPart(
                        "jobs", () -> jobs.stream().map(CoreSystemParts::json).toList(), call -> Html.EMPTY));
    }

    private Html section() {
        Map<String, Object> versions = versions();
        return templates.render(
                "system",
                new Model(
                        String.valueOf(versions.get("drawbridge")),
                        String.valueOf(versions.get("java")),
                        nodes.count(),
                        stores.mails().backlog(),
                        stores.migrations(),
                        jobs.stream().map(CoreSystemParts::row).toList()));
    }

    private static Map<String, Object> versions() {
        Map<String, Object> versions = new LinkedHashMap<>();
        // There is none when classes are not run from a jar.
        versions.put(
                "drawbridge",
                Optional.ofNullable(CoreSystemParts.class.getPackage().getImplementationVersion())
                        .orElse("development"));
        versions.put("java", Runtime.version().toString());
        return versions;
    }

    private Map<String, @Nullable Object> mails() {
        MailBacklog backlog = stores.mails().backlog();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("waiting", backlog.waiting());
        json.put("retried", backlog.retried());
        json.put("failed", backlog.failed());
        json.put("oldest", Objects.toString(backlog.oldest(), null));
        return json;
    }

    private static Map<String, Object> json(Job job) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", job.name());
        json.put("every", job.every().toString());
        json.put("onOneNode", job.exclusive());
        return json;
    }

    private static JobRow row(Job job) {
        return new JobRow(job.name(), String.valueOf(job.every().toMillis() / 1000.0), job.exclusive());
    }
}
