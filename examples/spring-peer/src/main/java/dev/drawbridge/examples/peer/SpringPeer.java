package dev.drawbridge.examples.peer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.JdbcRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/** Spring Authorization Server on the database that the environment names; prints {@code Ready: <URL>}. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class SpringPeer {

    private static final String SCHEMA = "org/springframework/security/oauth2/server/authorization/";
    private static final List<String> TABLES =
            List.of(SCHEMA + "oauth2-authorization-schema.sql", SCHEMA + "client/oauth2-registered-client-schema.sql");
    private static final List<String> INDEXED =
            List.of("authorization_code_value", "access_token_value", "refresh_token_value");

    /**
     * Starts the server on a free port.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        SpringApplication application = new SpringApplication(SpringPeer.class);
        application.setDefaultProperties(Map.of(
                "server.port",
                "0",
                // The load program keeps its connections.
                "server.tomcat.max-keep-alive-requests",
                "-1",
                "spring.main.banner-mode",
                "off",
                "logging.level.root",
                "warn",
                "spring.datasource.url",
                environment.get("DATABASE_URL"),
                "spring.datasource.username",
                environment.get("DATABASE_USER"),
                "spring.datasource.password",
                environment.get("DATABASE_PASSWORD")));
        ConfigurableApplicationContext context = application.run();
        System.out.println("Ready: http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.oauth2AuthorizationServer(server -> http.securityMatcher(server.getEndpointsMatcher()))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .csrf(csrf -> csrf.disable())
                .addFilterAfter(alwaysLoggedIn(), SecurityContextHolderFilter.class)
                .build();
    }

    /** The user's own log-in is the host's business and not what is compared. */
    private static Filter alwaysLoggedIn() {
        UsernamePasswordAuthenticationToken user = UsernamePasswordAuthenticationToken.authenticated(
                "user", "", AuthorityUtils.createAuthorityList("ROLE_USER"));
        return (request, response, chain) -> {
            if (((HttpServletRequest) request).getRequestURI().equals("/oauth2/authorize")) {
                SecurityContextHolder.setContext(new SecurityContextImpl(user));
            }
            chain.doFilter(request, response);
        };
    }

    @Bean
    RegisteredClientRepository clients(JdbcTemplate jdbc) {
        createTables(jdbc);
        JdbcRegisteredClientRepository clients = new JdbcRegisteredClientRepository(jdbc);
        PeerClients.all().forEach(clients::save);
        return clients;
    }

    @Bean
    OAuth2AuthorizationService authorizations(JdbcTemplate jdbc, RegisteredClientRepository clients) {
        return new JdbcOAuth2AuthorizationService(jdbc, clients);
    }

    @Bean
    PasswordEncoder secrets() {
        return new Sha256Secrets();
    }

    @Bean
    JWKSource<SecurityContext> keys() throws JOSEException {
        return new ImmutableJWKSet<>(
                new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("peer").generate()));
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> es256() {
        return context -> context.getJwsHeader().algorithm(SignatureAlgorithm.ES256);
    }

    // As shipped its tables have no index on the values that it looks up, and a type that PostgreSQL does not know.
    private static void createTables(JdbcTemplate jdbc) {
        jdbc.execute("drop table if exists oauth2_authorization; drop table if exists oauth2_registered_client");
        for (String file : TABLES) {
            try {
                jdbc.execute(new ClassPathResource(file)
                        .getContentAsString(StandardCharsets.UTF_8)
                        .replace("blob", "text"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        INDEXED.forEach(column -> jdbc.execute("create index on oauth2_authorization using hash (" + column + ")"));
    }
}
