package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Option;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.HostUser;
import dev.drawbridge.core.spi.Member;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.internal.consent.DecisionFrame.Action;
import dev.drawbridge.oauth.internal.consent.DecisionFrame.Reference;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The pages of a {@link CompanyGate} that is closed, for consent and installation alike. */
public final class GatePages {

    // For the app, as error_description.
    private static final String NOT_ALLOWED = "user_not_permitted";
    private static final String NOT_TESTING = "company_not_testing";
    private static final String NOT_CHOSEN = "The user denied the request.";
    private static final String PLAN_REQUIRED = "plan_required";

    private final HostQueries host;
    private final DecisionFrame frame;
    private final AppIdentities identities;
    private final String productName;
    private final Templates templates = Templates.of(GatePages.class);
    private final Messages text = templates.text();

    /**
     * Makes the pages.
     *
     * @param host asks the host
     * @param frame the frame of these pages
     * @param identities tells who apps are
     * @param productName what pages call the host's product
     */
    public GatePages(HostQueries host, DecisionFrame frame, AppIdentities identities, String productName) {
        this.host = host;
        this.frame = frame;
        this.identities = identities;
        this.productName = productName;
    }

    /**
     * Where a user came from.
     *
     * @param request what leads here
     * @param app which app wants access
     * @param user who is logged in to the host
     * @param chooser the form of the company chooser
     * @param otherCompany where to choose another company
     * @param back how to leave without giving access, told the reason
     */
    record Origin(
            Request request,
            App app,
            HostUser user,
            ChooserForm chooser,
            String otherCompany,
            Function<String, Action> back) {}

    /**
     * The form of the company chooser.
     *
     * @param action the path that it posts to
     * @param token its token, possibly empty
     * @param hidden what it sends besides the choice
     */
    record ChooserForm(String action, String token, List<Form.Hidden> hidden) {}

    /**
     * The model of {@code chooseCompany.jte}.
     *
     * @param user who is asked
     * @param login where another user logs in
     * @param back leaves without giving access
     */
    record ChooseCompany(
            AppIdentity app,
            String user,
            String login,
            Action back,
            ChooserForm form,
            List<Option> companies,
            FieldErrors errors) {}

    Response closed(CompanyGate.Passage passage, Origin origin, FieldErrors errors) {
        if (passage instanceof CompanyGate.Choice choice) {
            return choose(choice.members(), origin, errors);
        }
        if (passage instanceof CompanyGate.NotTesting refused) {
            return notTesting(refused, origin);
        }
        if (passage instanceof CompanyGate.NotAllowed refused) {
            return notAllowed(refused, origin);
        }
        if (passage instanceof CompanyGate.PlanRequired refused) {
            return planRequired(refused, origin);
        }
        return frame.notice(
                Reference.of(origin.request()),
                403,
                text.of("no-company.title"),
                List.of(text.of("no-company.explanation", productName)),
                origin.back().apply(NOT_ALLOWED));
    }

    private Response choose(List<Member> members, Origin origin, FieldErrors errors) {
        List<Option> companies = members.stream()
                .map(member -> Option.of(
                        member.company().id().value(), member.company().name()))
                .toList();
        return frame.page(
                errors.isEmpty() ? 200 : 422,
                text.of("choose-company.title"),
                templates.render(
                        "chooseCompany",
                        new ChooseCompany(
                                identities.of(origin.app()),
                                origin.user().name(),
                                host.loginUrl(origin.otherCompany()).toString(),
                                origin.back().apply(NOT_CHOSEN),
                                origin.chooser(),
                                companies,
                                errors)));
    }

    private Response notTesting(CompanyGate.NotTesting refused, Origin origin) {
        String company = refused.member().company().name();
        String app = AppIdentities.name(origin.app());
        return frame.notice(
                Reference.of(origin.request()),
                403,
                text.of("not-testing.title"),
                List.of(
                        text.of("not-testing.explanation", app, company),
                        text.of("not-testing.nothing-shared"),
                        help(origin.app())),
                actions(List.of(), refused.others(), origin, NOT_TESTING));
    }

    private String help(App app) {
        String contact = identities.contact(app);
        return contact.isEmpty() ? text.of("not-testing.ask") : text.of("not-testing.ask-at", contact);
    }

    private Response notAllowed(CompanyGate.NotAllowed refused, Origin origin) {
        String company = refused.member().company().name();
        return frame.notice(
                Reference.of(origin.request()),
                403,
                text.of("not-allowed.title", company),
                List.of(
                        text.of("not-allowed.explanation", AppIdentities.name(origin.app()), company),
                        text.of(
                                "not-allowed.nothing-shared",
                                refused.member().user().name())),
                actions(List.of(), refused.others(), origin, NOT_ALLOWED));
    }

    private Response planRequired(CompanyGate.PlanRequired refused, Origin origin) {
        String company = refused.member().company().name();
        List<Action> upgrade = upgradeUrl(refused)
                .map(url -> List.of(new Action(url.toString(), text.of("plan-required.upgrade", company), true)))
                .orElse(List.of());
        return frame.notice(
                Reference.of(origin.request()),
                403,
                refused.offer().tier().apiAllowed()
                        ? text.of("plan-required.title")
                        : text.of("plan-required.title-no-api"),
                List.of(
                        requirement(company, AppIdentities.name(origin.app()), refused.offer()),
                        text.of("plan-required.afterwards")),
                actions(upgrade, refused.others(), origin, PLAN_REQUIRED));
    }

    private String requirement(String company, String app, ScopeOffer offer) {
        String plan = CompanyPlan.label(offer.tier(), host, text);
        return offer.lowestPlan()
                .map(lowest -> text.of("plan-required.explanation", company, plan, app, lowest.code()))
                .orElseGet(() -> text.of("plan-required.explanation-another", company, plan, app));
    }

    private Optional<URI> upgradeUrl(CompanyGate.PlanRequired refused) {
        return host.upgradeUrl(refused.member().company().id());
    }

    private Action[] actions(List<Action> first, boolean others, Origin origin, String reason) {
        List<Action> actions = new ArrayList<>(first);
        if (others) {
            actions.add(new Action(origin.otherCompany(), text.of("choose-company.another"), false));
        }
        actions.add(origin.back().apply(reason));
        return actions.toArray(Action[]::new);
    }
}
