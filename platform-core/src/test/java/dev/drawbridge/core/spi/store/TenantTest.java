package dev.drawbridge.core.spi.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantTest {

    @ParameterizedTest
    @DisplayName("The site of a host is what its owner cannot vary for nothing")
    @CsvSource({
        "example.com,example.com",
        "a.b.c.Example.COM,example.com",
        "a.example.com.,example.com",
        "keys.example.co.uk,example.co.uk",
        "x.y.example.com.au,example.com.au",
        "a.example.de,example.de",
        "localhost,localhost",
        "203.0.113.7,203.0.113",
        "[2001:db8:1:2:3:4:5:6],20010db800010002",
        "2001:db8:1:2::9,20010db800010002",
        "x:y,x:y",
        ".,."
    })
    void site(String host, String site) {
        assertThat(Tenant.site(host)).isEqualTo(site);
    }

    @Test
    @DisplayName("A developer with the id of an app is another tenant, and so is a stranger with its name")
    void kinds() {
        assertThat(Tenant.developer("x")).isNotEqualTo(Tenant.hostApp("x"));
        assertThat(Tenant.stranger("x")).isNotEqualTo(Tenant.developer("x"));
        assertThat(Tenant.stranger("a.evil.test")).isEqualTo(Tenant.stranger("b.evil.test"));
    }
}
