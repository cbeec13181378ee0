package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Field;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.internal.html.Option;
import dev.drawbridge.core.spi.Member;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.internal.consent.DecisionFrame.Action;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The pages of a {@link CompanyGate} that is closed, for consent and installation alike. */
public final class GatePages {

    // For the app, as error_description.
    private static final String NOT_ALLOWED = "user_not_permitted";
    private static final String PLAN_REQUIRED = "plan_required";

    private final HostQueries host;
    private final DecisionFrame frame;
    private final String productName;

    /**
     * Makes the pages.
     *
     * @param host asks the host
     * @param frame the frame of these pages
     * @param productName what pages call the host's product
     */
    public GatePages(HostQueries host, DecisionFrame frame, String productName) {
        this.host = host;
        this.frame = frame;
        this.productName = productName;
    }

    /**
     * Where a user came from.
     *
     * @param app which app wants access
     * @param chooser the form of the company chooser, without its field and buttons
     * @param otherCompany where to choose another company
     * @param back how to leave without giving access, told the reason
     */
    record Origin(App app, Form chooser, String otherCompany, Function<String, Action> back) {}

    Response closed(CompanyGate.Passage passage, Origin origin, FieldErrors errors) {
        if (passage instanceof CompanyGate.Choice choice) {
            return choose(choice.members(), origin, errors);
        }
        if (passage instanceof CompanyGate.NotAllowed refused) {
            return notAllowed(refused, origin);
        }
        if (passage instanceof CompanyGate.PlanRequired refused) {
            return planRequired(refused, origin);
        }
        return frame.notice(
                403,
                "You are not a member of a company",
                List.of("Apps are connected for a company in " + productName
                        + ", and your account belongs to none. Ask an administrator to invite you."),
                origin.back().apply(NOT_ALLOWED));
    }

    private Response choose(List<Member> members, Origin origin, FieldErrors errors) {
        String app = DecisionFrame.name(origin.app());
        List<Option> options = members.stream()
                .map(member -> Option.of(
                        member.company().id().value(), member.company().name()))
                .toList();
        Html form = origin.chooser()
                .errors(errors)
                .add(Field.radios("company", "Company", options)
                        .hint(app + " will get access to this company only.")
                        .required()
                        .error(errors))
                .submit("Continue")
                .render();
        return frame.page(
                errors.isEmpty() ? 200 : 422,
                "Choose a company",
                frame.appHead(origin.app()).plus(form));
    }

    private Response notAllowed(CompanyGate.NotAllowed refused, Origin origin) {
        String company = refused.member().company().name();
        return frame.notice(
                403,
                "You cannot connect apps for " + company,
                List.of(
                        "Connecting " + DecisionFrame.name(origin.app()) + " needs a right that your account does not "
                                + "have. Ask an administrator of " + company + ".",
                        "You are signed in as " + refused.member().user().name() + ". Nothing was shared."),
                actions(List.of(), refused.others(), origin, NOT_ALLOWED));
    }

    private Response planRequired(CompanyGate.PlanRequired refused, Origin origin) {
        String company = refused.member().company().name();
        ScopeOffer offer = refused.offer();
        String needed =
                offer.lowestPlan().map(tier -> tier.code() + " or higher").orElse("another plan");
        String title = offer.tier().apiAllowed() ? "This app needs a higher plan" : "API apps need a paid plan";
        List<Action> upgrade = upgradeUrl(refused)
                .map(url -> List.of(new Action(url.toString(), "Upgrade " + company, true)))
                .orElse(List.of());
        return frame.notice(
                403,
                title,
                List.of(
                        company + " is on " + DecisionFrame.plan(offer.tier()) + ". " + DecisionFrame.name(origin.app())
                                + " requires " + needed + ".",
                        "After the upgrade, open the same link again. Nothing was shared."),
                actions(upgrade, refused.others(), origin, PLAN_REQUIRED));
    }

    private Optional<URI> upgradeUrl(CompanyGate.PlanRequired refused) {
        return host.upgradeUrl(refused.member().company().id());
    }

    private static Action[] actions(List<Action> first, boolean others, Origin origin, String reason) {
        List<Action> actions = new ArrayList<>(first);
        if (others) {
            actions.add(new Action(origin.otherCompany(), "Choose another company", false));
        }
        actions.add(origin.back().apply(reason));
        return actions.toArray(Action[]::new);
    }
}
