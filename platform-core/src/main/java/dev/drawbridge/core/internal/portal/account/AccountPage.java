package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService.LoggedIn;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Option;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.portal.frame.FormRefusal;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.internal.portal.frame.SessionCookies.Access;
import dev.drawbridge.core.spi.Developer;
import dev.drawbridge.core.spi.FlashMessage;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.Preferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page about a developer's account: profile, address and password, each a form of its own. Thread-safe. */
final class AccountPage {

    private static final String DONE = "done";

    private final ChangeProfile changeProfile;
    private final ChangeEmail changeEmail;
    private final ChangePassword changePassword;
    private final SessionCookies cookies;
    private final List<Locale> languages;
    private final Templates templates = Templates.of(AccountPage.class);

    AccountPage(
            ChangeProfile changeProfile,
            ChangeEmail changeEmail,
            ChangePassword changePassword,
            SessionCookies cookies,
            List<Locale> languages) {
        this.changeProfile = changeProfile;
        this.changeEmail = changeEmail;
        this.changePassword = changePassword;
        this.cookies = cookies;
        this.languages = languages;
    }

    /** What pages about an account say after an action. */
    enum Message implements FlashMessage {
        PROFILE_SAVED,
        EMAIL_REQUESTED,
        PASSWORD_CHANGED,
        SESSION_ENDED,
        OTHER_SESSIONS_ENDED;

        private final Messages text = Templates.of(AccountPage.class).text();

        @Override
        public String code() {
            return "account-" + key();
        }

        @Override
        public String sentence(String subject) {
            return text.of("account.done-" + key());
        }

        private String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The forms of this page. */
    private enum Part {
        PROFILE,
        EMAIL,
        PASSWORD
    }

    /**
     * The model of {@code account.jte}.
     *
     * @param formToken the token of the forms
     * @param developer who
     * @param notice what was done, or what is wrong with all of it
     * @param profile what the form about the profile shows
     * @param email what the form about the address shows
     * @param password what the form about the password shows
     * @param locales the languages to choose from
     * @param themes the colours to choose from
     */
    record Model(
            String formToken,
            Developer developer,
            @Nullable Alert notice,
            Profile profile,
            Email email,
            FormRefusal password,
            List<Option> locales,
            List<Option> themes) {}

    /** The form about the profile: what was typed, or what there is. */
    record Profile(FormRefusal refusal, String name, String locale, String theme) {

        static Profile of(Developer developer) {
            return new Profile(
                    FormRefusal.NONE,
                    developer.name(),
                    developer.preferences().locale(),
                    developer.preferences().theme().name());
        }

        static Profile typed(FormRefusal refusal, Parameters form) {
            return new Profile(
                    refusal,
                    form.text(ChangeProfile.NAME),
                    form.text(ChangeProfile.LOCALE),
                    form.text(ChangeProfile.THEME));
        }
    }

    /** The form about the address: what was typed. */
    record Email(FormRefusal refusal, String typed) {}

    PortalResponse show(PortalCall call) {
        Alert notice = call.request().query().text(DONE).equals("password")
                ? Alert.success(Message.PASSWORD_CHANGED.sentence(""))
                : null;
        return page(call, notice, Profile.of(call.developer()), new Email(FormRefusal.NONE, ""), FormRefusal.NONE);
    }

    PortalResponse changeProfile(PortalCall call) {
        try {
            changeProfile.run(call, ChangeProfile.ofForm(call.request().form()));
            return PortalResponse.done(PortalPaths.ACCOUNT, Message.PROFILE_SAVED, "");
        } catch (AccountRefusedException e) {
            return again(call, Part.PROFILE, FormRefusal.of(e));
        }
    }

    PortalResponse changeEmail(PortalCall call) {
        try {
            changeEmail.run(
                    cookies.own(call), ChangeEmail.Input.ofForm(call.request().form()), call.request());
            return PortalResponse.done(PortalPaths.ACCOUNT, Message.EMAIL_REQUESTED, "");
        } catch (AccountRefusedException e) {
            return again(call, Part.EMAIL, FormRefusal.of(e));
        }
    }

    PortalResponse changePassword(PortalCall call) {
        Access access = cookies.access(call);
        try {
            LoggedIn renewed = changePassword.run(
                    access, ChangePassword.Input.ofForm(call.request().form()), call.request());
            // The message is bound to the session, which has a new name now: the address says it instead.
            return new PortalResponse.Raw(
                    cookies.give(Response.seeOther(PortalPaths.ACCOUNT + "?" + DONE + "=password"), renewed));
        } catch (AccountRefusedException e) {
            return again(call, Part.PASSWORD, FormRefusal.of(e));
        }
    }

    private PortalResponse again(PortalCall call, Part part, FormRefusal refusal) {
        Parameters form = call.request().form();
        return page(
                call,
                refusal.alert(),
                part == Part.PROFILE ? Profile.typed(refusal, form) : Profile.of(call.developer()),
                part == Part.EMAIL ? new Email(refusal, form.text(ChangeEmail.EMAIL)) : new Email(FormRefusal.NONE, ""),
                part == Part.PASSWORD ? refusal : FormRefusal.NONE);
    }

    private PortalResponse page(
            PortalCall call, @Nullable Alert notice, Profile profile, Email email, FormRefusal password) {
        Developer developer = call.developer();
        Model model = new Model(
                call.formToken(),
                developer,
                notice,
                profile,
                email,
                password,
                locales(developer.preferences().locale()),
                themes());
        int status = Stream.of(profile.refusal(), email.refusal(), password)
                .mapToInt(FormRefusal::status)
                .max()
                .orElse(200);
        return new PortalResponse.Page(
                status, templates.text().of("account.title"), templates.render("account", model));
    }

    private List<Option> locales(String chosen) {
        List<Option> options =
                new ArrayList<>(List.of(Option.of("", templates.text().of("account.locale-default"))));
        languages.forEach(language -> options.add(language(language)));
        if (options.stream().noneMatch(option -> option.value().equals(chosen))) {
            options.add(language(Locale.forLanguageTag(chosen)));
        }
        return options;
    }

    private static Option language(Locale locale) {
        return Option.of(locale.toLanguageTag(), locale.getDisplayName(locale));
    }

    private List<Option> themes() {
        return Stream.of(Preferences.Theme.values())
                .map(theme -> Option.of(theme.name(), templates.text().of("account.theme-" + theme)))
                .toList();
    }
}
