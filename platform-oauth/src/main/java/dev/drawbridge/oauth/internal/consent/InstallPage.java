package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.csrf.FormTokens;
import dev.drawbridge.core.internal.html.Field;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.internal.html.Option;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.Member;
import java.util.List;

/** The installation page: what a machine app may do for a company, and the user it runs as. */
public final class InstallPage {

    private final DecisionFrame frame;
    private final String productName;
    private final FormTokens tokens;

    /**
     * Makes the page.
     *
     * @param frame the frame of these pages
     * @param productName what pages call the host's product
     * @param tokens the tokens of forms
     */
    public InstallPage(DecisionFrame frame, String productName, FormTokens tokens) {
        this.frame = frame;
        this.productName = productName;
        this.tokens = tokens;
    }

    /** The model of {@code installIntro.jte}. */
    record Intro(Html appHead, String app, String company, String product, String user, String plan) {}

    /**
     * What is in the form.
     *
     * @param ticked the scopes
     * @param runAs the user; the administrators themselves unless they chose another one
     */
    record Filled(Scopes ticked, String runAs) {}

    Response show(
            InstallEndpoint.Candidate candidate,
            CompanyGate.Open open,
            List<Member> choices,
            Filled filled,
            FieldErrors errors) {
        String name = DecisionFrame.name(candidate.app());
        CompanyId company = open.member().company().id();
        List<Option> users = choices.stream()
                .map(member ->
                        Option.of(member.user().id().value(), member.user().name()))
                .toList();
        Html form = Form.post(InstallEndpoint.PATH, tokens.issue(candidate.binding(company)))
                .errors(errors)
                .hidden("client_id", candidate.app().clientId().value())
                .hidden("company", company.value())
                .add(PermissionFields.scopes(name, open.offer(), filled.ticked().names(), errors))
                .add(PermissionFields.beyondPlan(open))
                .add(Field.select("runAs", "Runs as", users)
                        .hint("What the app does is recorded under this name, and it can do no more than this user.")
                        .value(filled.runAs())
                        .required()
                        .error(errors))
                .secondary("Cancel", "decision", "deny")
                .submit("Install", "decision", "allow")
                .render();
        Html intro = DecisionFrame.render(
                "installIntro",
                new Intro(
                        frame.appHead(candidate.app()),
                        name,
                        open.member().company().name(),
                        productName,
                        candidate.user().name(),
                        PermissionFields.planLine(open)));
        return frame.page(errors.isEmpty() ? 200 : 422, "Install " + name + "?", intro.plus(form));
    }
}
