package dev.drawbridge.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.drawbridge.core.spi.store.StoreFailedException;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.StoreJdbi;
import dev.drawbridge.oauth.spi.OAuthStores;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever a store's statement fails of, what is thrown has none of its values: it is going to be logged. */
class ValuesInFailuresTest {

    @Test
    @DisplayName("Every verb of every store fails without a value in the exception, its causes and what is suppressed")
    void noVerbShowsItsValues() throws Exception {
        TalkativeDatabase database = new TalkativeDatabase();
        JdbiStores stores = JdbiStores.create(database.dataSource());
        database.startFailing();
        Map<String, Object> all = new TreeMap<>(verbs(stores));
        List<String> failed = new ArrayList<>();
        List<String> without = new ArrayList<>();
        List<String> telling = new ArrayList<>();
        for (Map.Entry<String, Object> store : all.entrySet()) {
            for (Method verb : contract(store.getValue())) {
                String name = store.getKey() + "." + verb.getName();
                Optional<Object[]> arguments = Marked.arguments(verb);
                Optional<Throwable> failure = arguments.flatMap(given -> failure(store.getValue(), verb, given));
                if (failure.isEmpty()) {
                    without.add(name);
                } else {
                    failed.add(name);
                    if (stackTrace(failure.get()).contains(Marked.MARK)) {
                        telling.add(name);
                    }
                }
            }
        }
        System.out.println(failed.size() + " verbs failed; these did not reach the database: " + without);

        assertThat(telling).isEmpty();
        assertThat(failed).hasSizeGreaterThan(100);
        assertThat(database.refused()).isGreaterThanOrEqualTo(failed.size());
    }

    @Test
    @DisplayName("A duplicate key and a value that is too long are refused by both databases without the values")
    void realDatabasesShowNoValues() {
        try (HikariDataSource postgres = PostgresDatabase.emptyDatabase();
                HikariDataSource h2 = h2()) {
            for (HikariDataSource database : List.of(postgres, h2)) {
                JdbiStores.create(database);
                JdbiTransactions transactions = new JdbiTransactions(StoreJdbi.on(database));
                String insert = "insert into dp_replay (space, replay_key, expires_at) values (:purpose, :id, :at)";
                List<String> longOnes = List.of("secret-" + "x".repeat(3_000), "secret-twice", "secret-twice");
                List<Throwable> failures = new ArrayList<>();
                for (String id : longOnes) {
                    catching(() -> transactions.useHandle(handle -> insert(handle, insert, id)))
                            .ifPresent(failures::add);
                }

                assertThat(failures).hasSize(2).allSatisfy(failure -> {
                    assertThat(failure).isInstanceOf(StoreFailedException.class).hasMessageContaining("SQLSTATE");
                    assertThat(stackTrace(failure)).doesNotContain("secret-").contains("insert into dp_replay");
                });
            }
        }
    }

    private static void insert(Handle handle, String sql, String id) {
        handle.createUpdate(sql)
                .bind("purpose", "form")
                .bind("id", id)
                .bind("at", Instant.EPOCH)
                .execute();
    }

    private static HikariDataSource h2() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:mem:values;DB_CLOSE_DELAY=-1");
        return pool;
    }

    private static Map<String, Object> verbs(JdbiStores stores) throws ReflectiveOperationException {
        Map<String, Object> all = new TreeMap<>();
        for (Object group : List.of(stores.core(), stores.accounts(), stores.oauth(), stores.webhooks())) {
            for (Class<?> type : group.getClass().getInterfaces()) {
                for (Method method : type.getMethods()) {
                    if (method.getParameterCount() == 0
                            && method.getReturnType().isInterface()) {
                        method.setAccessible(true);
                        Object store = method.invoke(group);
                        if (store.getClass().getName().contains("Jdbi")
                                || store.getClass().getName().contains("H2")) {
                            all.put(type.getSimpleName() + "." + method.getName(), store);
                        }
                    }
                }
            }
        }
        all.put("counters", stores.counters());
        all.remove(OAuthStores.class.getSimpleName() + ".transactions");
        all.remove("CoreStores.transactions");
        return all;
    }

    private static List<Method> contract(Object store) {
        List<Method> verbs = new ArrayList<>();
        for (Class<?> type : store.getClass().getInterfaces()) {
            verbs.addAll(List.of(type.getMethods()));
        }
        return verbs;
    }

    private static Optional<Throwable> failure(Object store, Method verb, Object[] arguments) {
        try {
            verb.setAccessible(true);
            verb.invoke(store, arguments);
            return Optional.empty();
        } catch (InvocationTargetException e) {
            return Optional.of(e.getCause())
                    .filter(cause ->
                            cause instanceof StoreFailedException || cause instanceof StoreUnavailableException);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Throwable> catching(Runnable work) {
        try {
            work.run();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
