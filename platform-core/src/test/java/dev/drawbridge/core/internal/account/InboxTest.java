package dev.drawbridge.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboxTest {

    @ParameterizedTest
    @CsvSource({
        "ann.lee@gmail.com, annlee@gmail.com",
        "a.n.n.lee+tag+more@googlemail.com, annlee@gmail.com",
        "ann+x@outlook.com, ann@outlook.com",
        "ann.lee@outlook.com, ann.lee@outlook.com",
        "ann@hotmail.com, ann@hotmail.com",
        "ann+x@live.com, ann@live.com",
        "ann+x@me.com, ann@icloud.com",
        "ann@mac.com, ann@icloud.com",
        "a.n-n_lee+x@pm.me, annlee@proton.me",
        "ann+x@protonmail.com, ann@proton.me",
        "ann+x@fastmail.com, ann@fastmail.com",
        "shop@ann.fastmail.com, ann@fastmail.com",
        "ann-shop@yahoo.com, ann@yahoo.com",
        "ann+x@yahoo.com, ann+x@yahoo.com",
        "+x@gmail.com, +x@gmail.com"
    })
    void addressesOfOneMailboxAreOne(String address, String inbox) {
        assertThat(Inbox.of(EmailAddress.parse(address).orElseThrow())).contains(inbox);
    }

    @ParameterizedTest
    @CsvSource({
        "ann.lee@example.com",
        "ann+x@example.com",
        "ann-x@example.com",
        "ann@mail.gmail.com.example.com",
        "ann.lee@gmail.com.example"
    })
    void nothingIsAssumedOfOtherDomains(String address) {
        assertThat(Inbox.of(EmailAddress.parse(address).orElseThrow())).isEmpty();
    }
}
