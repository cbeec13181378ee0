package dev.drawbridge.core.internal.api;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.internal.time.OnceInAWhile;
import dev.drawbridge.core.model.Caller;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.ApiAction;
import dev.drawbridge.core.spi.JournalEntry;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what machine apps change in the host's API under both names: the app's, and that of the user it runs as. Reads and
 * refusals are not recorded: they change nothing, and the usage figures count them. Thread-safe.
 */
public final class MachineAudit {

    private static final Logger LOG = LoggerFactory.getLogger(MachineAudit.class);
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final int FIRST_REFUSAL = 400;

    private final Journal journal;
    private final OnceInAWhile failures = new OnceInAWhile();

    /**
     * Makes the recorder.
     *
     * @param journal where it records
     */
    public MachineAudit(Journal journal) {
        this.journal = journal;
    }

    /**
     * Records a call that is over. The host's change is kept already, so a failure here is logged and changes nothing.
     *
     * @param request what was called
     * @param route the name of what was called
     * @param caller who called
     * @param status of the response
     */
    public void note(Request request, String route, Caller caller, int status) {
        if (!(caller instanceof Caller.Machine machine) || SAFE.contains(request.method()) || status >= FIRST_REFUSAL) {
            return;
        }
        try {
            journal.record(
                    Actor.app(machine.clientId().value(), request),
                    ApiAction.CALLED,
                    ApiAction.TARGET,
                    machine.actsAs().value(),
                    Map.of(
                            JournalEntry.APP,
                            machine.app().value(),
                            "company",
                            machine.company().value(),
                            "method",
                            request.method(),
                            "route",
                            route,
                            "status",
                            Integer.toString(status)));
        } catch (RuntimeException e) {
            failures.log(others ->
                    LOG.warn("Request {} and {} others before it are missing in the audit", request.id(), others, e));
        }
    }
}
