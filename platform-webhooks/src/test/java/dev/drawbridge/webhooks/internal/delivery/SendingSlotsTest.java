package dev.drawbridge.webhooks.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.spi.store.Tenant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendingSlotsTest {

    private static final int SIZE = 256;
    private static final int PLENTY = 10_000;
    private static final Tenant GREEDY = Tenant.developer("greedy");

    private final SendingSlots slots = new SendingSlots(SIZE);

    @Test
    @Tag("D-10")
    @DisplayName("one developer holds a quarter of the slots at most")
    void quarter() {
        assertThat(slots.take(GREEDY, PLENTY)).isEqualTo(SIZE / 4);
        assertThat(slots.take(GREEDY, PLENTY)).isZero();
        assertThat(slots.look().rooms()).containsEntry(GREEDY, 0);
    }

    @ParameterizedTest
    @Tag("D-10")
    @DisplayName("however many developers take all they can, the next one finds free slots")
    @ValueSource(ints = {1, 2, 4, 10, 22})
    void newcomers(int developers) {
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < developers; i++) {
                slots.take(Tenant.developer("greedy" + i), PLENTY);
            }
        }

        SendingSlots.Room room = slots.look();
        assertThat(room.room()).isPositive();
        assertThat(slots.take(Tenant.developer("quiet"), 1)).isEqualTo(1);
    }

    @Test
    void whatARefusedDeveloperGivesBackIsWorthAnotherLook() {
        slots.take(GREEDY, PLENTY);
        Tenant quiet = Tenant.developer("quiet");
        slots.take(quiet, 1);
        slots.look();

        assertThat(slots.giveBack(quiet, 1)).as("nobody waits for this one").isFalse();
        assertThat(slots.giveBack(GREEDY, 1)).isTrue();
        assertThat(slots.roomOf(GREEDY)).isEqualTo(1);
    }

    @Test
    void everythingGivenBackIsThereAgain() {
        int taken = slots.take(GREEDY, PLENTY);
        slots.giveBack(GREEDY, taken);

        assertThat(slots.look()).isEqualTo(new SendingSlots(SIZE).look());
    }
}
