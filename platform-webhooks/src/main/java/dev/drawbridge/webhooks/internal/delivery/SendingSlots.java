package dev.drawbridge.webhooks.internal.delivery;

import dev.drawbridge.core.spi.store.Tenant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The requests that a node may have in flight, shared by developers. Thread-safe.
 *
 * <p>A developer holds a quarter of all slots at most. Once half of them are taken, nobody may hold more than an eighth of
 * what is still free: so two developers who fill their shares do not lack much, and after twenty more the next one still finds
 * free slots. Nobody's slots are taken away; a lease does not last long.
 */
final class SendingSlots {

    private static final int LARGEST_SHARE = 4;
    private static final int SHARE_OF_THE_REST = 8;

    private final int size;
    private final Map<Tenant, Integer> held = new HashMap<>();
    private final Set<Tenant> refused = new HashSet<>();
    private int free;
    private boolean crowded;

    SendingSlots(int size) {
        this.size = size;
        this.free = size;
    }

    /**
     * What a claim may take.
     *
     * @param free slots that nobody holds
     * @param room the most slots of a developer who holds none
     * @param rooms how many more those may take who hold some
     */
    record Room(int free, int room, Map<Tenant, Integer> rooms) {}

    /** Looks what may be taken, and remembers who was refused: what they give back is worth another look. */
    synchronized Room look() {
        Map<Tenant, Integer> rooms = new HashMap<>();
        refused.clear();
        held.keySet().forEach(tenant -> {
            int room = roomOf(tenant);
            rooms.put(tenant, room);
            if (room == 0) {
                refused.add(tenant);
            }
        });
        int room = share(0);
        crowded = room == 0;
        return new Room(crowded ? 0 : free, room, rooms);
    }

    synchronized int roomOf(Tenant tenant) {
        return share(held.getOrDefault(tenant, 0));
    }

    private int share(int has) {
        int quarter = Math.min(size / LARGEST_SHARE - has, free - size / 2);
        // The number n for which has + n is an eighth of free - n.
        int rest = (free - SHARE_OF_THE_REST * has) / (SHARE_OF_THE_REST + 1);
        return Math.max(Math.max(quarter, rest), 0);
    }

    /**
     * What somebody could use.
     *
     * @param tenant for which developer
     * @param slots how many, possibly none
     */
    record Wish(Tenant tenant, int slots) {}

    /**
     * Takes slots for several wishes together: each gets one before any gets more; then a developer's wishes share what is
     * left to them.
     *
     * @param wishes any number, in their turn
     * @return how many slots each got; 0 if it wanted none or there was no room
     */
    synchronized List<Integer> share(List<Wish> wishes) {
        Map<Tenant, Integer> left = new HashMap<>();
        int[] taken = new int[wishes.size()];
        for (int i = 0; i < taken.length; i++) {
            Wish wish = wishes.get(i);
            taken[i] = take(wish.tenant(), Math.min(wish.slots(), 1));
            left.merge(wish.tenant(), taken[i], Integer::sum);
        }
        for (int i = 0; i < taken.length; i++) {
            Wish wish = wishes.get(i);
            if (taken[i] > 0) {
                int sharers = left.merge(wish.tenant(), -1, Integer::sum) + 1;
                int share = roomOf(wish.tenant()) / sharers;
                taken[i] += take(wish.tenant(), Math.min(wish.slots() - 1, share));
            }
        }
        return Arrays.stream(taken).boxed().toList();
    }

    /** Takes slots, as many as there is room for. */
    synchronized int take(Tenant tenant, int wanted) {
        int taken = Math.min(wanted, roomOf(tenant));
        if (taken > 0) {
            free -= taken;
            held.merge(tenant, taken, Integer::sum);
        }
        return taken;
    }

    /** Gives slots back; tells whether somebody was refused for want of them. */
    synchronized boolean giveBack(Tenant tenant, int slots) {
        free += slots;
        held.computeIfPresent(tenant, (unused, has) -> has <= slots ? null : has - slots);
        return crowded || refused.contains(tenant);
    }
}
