package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.csrf.FormTokens;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Option;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.Member;
import java.util.List;

/** The installation page: what a machine app may do for a company, and the user it runs as. */
public final class InstallPage {

    private final DecisionFrame frame;
    private final AppIdentities identities;
    private final HostQueries host;
    private final FormTokens tokens;
    private final Templates templates = Templates.of(InstallPage.class);

    /**
     * Makes the page.
     *
     * @param frame the frame of these pages
     * @param identities tells who apps are
     * @param host asks the host
     * @param tokens the tokens of forms
     */
    public InstallPage(DecisionFrame frame, AppIdentities identities, HostQueries host, FormTokens tokens) {
        this.frame = frame;
        this.identities = identities;
        this.host = host;
        this.tokens = tokens;
    }

    /**
     * The model of {@code install.jte}.
     *
     * @param app the app to install
     * @param user who is asked
     * @param clientId which app the form is about
     * @param company for which company
     * @param formToken the token of the form
     * @param permissions what can be ticked
     * @param errors what was wrong with the decision before
     * @param plan what the company's plan allows
     * @param users the users that the app can run as
     * @param runAs the id of the one that is chosen
     */
    record Model(
            AppIdentity app,
            String user,
            String clientId,
            String company,
            String formToken,
            PermissionFields permissions,
            FieldErrors errors,
            CompanyPlan plan,
            List<Option> users,
            String runAs) {}

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
        AppIdentity app = identities.of(candidate.app());
        CompanyId company = open.member().company().id();
        Model model = new Model(
                app,
                candidate.user().name(),
                candidate.app().clientId().value(),
                company.value(),
                tokens.issue(candidate.binding(company)),
                PermissionFields.ofInstallation(open.offer(), filled.ticked(), errors, templates.text()),
                errors,
                CompanyPlan.of(open, host, templates.text()),
                choices.stream()
                        .map(member -> Option.of(
                                member.user().id().value(), member.user().name()))
                        .toList(),
                filled.runAs());
        return frame.page(
                errors.isEmpty() ? 200 : 422,
                templates.text().of("install.title", app.name(), model.plan().company()),
                templates.render("install", model));
    }
}
