package dev.drawbridge.core.model;

/**
 * Who makes an API call, proven by an access token. A call is made for a user or by a machine, never by something in
 * between, so that a client id can never be taken for a user.
 */
public sealed interface Caller permits Caller.User, Caller.Machine {

    /**
     * The app that holds the token.
     *
     * @return its internal id
     */
    AppId app();

    /**
     * The app's public id.
     *
     * @return {@code client_id} of the token
     */
    ClientId clientId();

    /**
     * The company whose data the call may touch, and whose plan and limits apply.
     *
     * @return {@code company} of the token
     */
    CompanyId company();

    /**
     * The grant that the token comes from.
     *
     * @return {@code gid} of the token
     */
    GrantId grant();

    /**
     * What the token allows.
     *
     * @return the scopes, without wildcards
     */
    Scopes scopes();

    /**
     * The host's user whose rights bound the call: the user, or the one a machine runs as.
     *
     * @return the user
     */
    UserId actsAs();

    /**
     * The {@code sub} claim.
     *
     * @return the user's id, or {@code client:} and the client id
     */
    String subject();

    /**
     * A call on behalf of a user who consented.
     *
     * @param app the app
     * @param clientId the app's public id
     * @param company the company chosen at consent
     * @param grant the grant
     * @param scopes what the token allows
     * @param user the user who consented
     */
    record User(AppId app, ClientId clientId, CompanyId company, GrantId grant, Scopes scopes, UserId user)
            implements Caller {
        @Override
        public UserId actsAs() {
            return user;
        }

        @Override
        public String subject() {
            return user.value();
        }
    }

    /**
     * A call of a machine app that a company installed.
     *
     * @param app the app
     * @param clientId the app's public id
     * @param company the company that installed it
     * @param grant the installation
     * @param scopes what the token allows
     * @param runAs the user whose rights bound it
     */
    record Machine(AppId app, ClientId clientId, CompanyId company, GrantId grant, Scopes scopes, UserId runAs)
            implements Caller {
        @Override
        public UserId actsAs() {
            return runAs;
        }

        @Override
        public String subject() {
            return UserId.MACHINE_SUBJECT_PREFIX + clientId.value();
        }
    }
}
