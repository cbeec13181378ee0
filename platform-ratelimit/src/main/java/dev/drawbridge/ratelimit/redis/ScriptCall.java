package dev.drawbridge.ratelimit.redis;

import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterLimit;
import dev.drawbridge.ratelimit.spi.CounterResult;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One call of the script: some demands, whose counters are on one server. For one thread. */
final class ScriptCall {

    /**
     * Decides on demands one after the other. KEYS: the counters. ARGV: for each counter how long it lives, in milliseconds; then
     * for each demand how many counters it has, cost, calls, and for each of its counters the number in KEYS and the limit.
     * Returns for each demand how many calls are granted, and for each of its counters how many permits are taken now.
     */
    static final String SCRIPT = """
            local used, fresh, taken, results = {}, {}, {}, {}
            for i = 1, #KEYS do
              local value = redis.call('get', KEYS[i])
              fresh[i] = not value
              used[i] = tonumber(value or 0)
              taken[i] = 0
            end
            local at = #KEYS
            local function number()
              at = at + 1
              return tonumber(ARGV[at])
            end
            while at < #ARGV do
              local counters, cost, granted = number(), number(), number()
              local mine = {}
              for i = 1, counters do
                mine[i] = number()
                local left = math.max(0, number() - used[mine[i]])
                granted = math.min(granted, math.floor(left / cost))
              end
              results[#results + 1] = granted
              for i = 1, counters do
                local counter = mine[i]
                used[counter] = used[counter] + granted * cost
                taken[counter] = taken[counter] + granted * cost
                results[#results + 1] = used[counter]
              end
            end
            for i = 1, #KEYS do
              local permits = string.format('%.0f', taken[i])
              if taken[i] > 0 and fresh[i] then
                redis.call('set', KEYS[i], permits, 'px', ARGV[i])
              elseif taken[i] > 0 then
                redis.call('incrby', KEYS[i], permits)
              end
            end
            return results
            """;

    /** The name by which Redis knows the script. */
    static final String SHA1 = sha1(SCRIPT);

    /** The numbers of Lua are exact up to here. */
    private static final long MOST = 1L << 53;

    private static final String PREFIX = "drawbridge:";

    /** As many as a cluster has slots; more would spread no better. */
    private static final int TAGS = 16_384;

    private static final int TAG_RADIX = 36;

    private final Map<CounterWindow, Integer> counters = new LinkedHashMap<>();
    private final List<String> demands = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();

    /** A demand's place among all that are taken together, and how many counters it has. */
    private record Place(int position, int counters) {}

    /** Returns the key of a counter: those of one group have the same tag in braces, which alone chooses the slot. */
    static String key(CounterWindow window) {
        String tag = Integer.toString(Math.floorMod(window.group().hashCode(), TAGS), TAG_RADIX);
        return PREFIX + '{' + tag + "}:" + window.start().getEpochSecond() + ':' + window.key();
    }

    /** Adds a demand, and the position of its result. */
    void add(int position, CounterDemand demand) {
        places.add(new Place(position, demand.limits().size()));
        begin(demand.limits().size(), demand.cost(), demand.calls());
        for (CounterLimit limit : demand.limits()) {
            count(limit.window(), limit.limit());
        }
    }

    /** Adds permits that are taken whatever the limit. */
    void addBeyondLimits(CounterWindow window, long permits) {
        begin(1, 1, permits);
        count(window, MOST);
    }

    private void begin(int limits, int cost, long calls) {
        demands.add(String.valueOf(limits));
        demands.add(String.valueOf(cost));
        demands.add(String.valueOf(calls));
    }

    private void count(CounterWindow window, long limit) {
        // Lua counts from 1.
        demands.add(String.valueOf(counters.computeIfAbsent(window, next -> counters.size() + 1)));
        demands.add(String.valueOf(Math.min(limit, MOST)));
    }

    List<String> keys() {
        return counters.keySet().stream().map(ScriptCall::key).toList();
    }

    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        for (CounterWindow window : counters.keySet()) {
            long life = Duration.between(window.start(), window.expiresAt()).toMillis();
            arguments.add(String.valueOf(Math.max(1, life)));
        }
        arguments.addAll(demands);
        return arguments;
    }

    /** Puts what the script returned at the positions of the demands. */
    void read(Object reply, CounterResult[] results) {
        List<?> numbers = (List<?>) reply;
        int next = 0;
        for (Place place : places) {
            int granted = Math.toIntExact((Long) numbers.get(next));
            List<Long> used = new ArrayList<>();
            for (int i = 1; i <= place.counters(); i++) {
                used.add((Long) numbers.get(next + i));
            }
            results[place.position()] = new CounterResult(granted, used);
            next += 1 + place.counters();
        }
    }

    private static String sha1(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-1", e);
        }
    }
}
