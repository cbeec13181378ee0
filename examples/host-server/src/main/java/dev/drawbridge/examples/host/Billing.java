package dev.drawbridge.examples.host;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.Plans;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Which plan each company is on. Thread-safe. */
final class Billing implements Plans {

    private static final List<Tier> TIERS = List.of(Tier.FREE, Tier.STARTER, Tier.PRO, Tier.HIGH);

    private final Sql sql;
    private final URI upgradePage;

    Billing(Sql sql, URI publicUrl) {
        this.sql = sql;
        this.upgradePage = publicUrl.resolve("/billing");
    }

    @Override
    public List<Tier> tiers() {
        return TIERS;
    }

    @Override
    public Tier planOf(CompanyId company) {
        return sql
                .query(
                        "select tier from fw_company where id = ?",
                        row -> tier(row.getString(1)).orElse(Tier.FREE),
                        company.value())
                .stream()
                .findFirst()
                .orElse(Tier.FREE);
    }

    @Override
    public Optional<URI> upgradeUrl(CompanyId company) {
        return Optional.of(upgradePage);
    }

    /** Moves a company to another tier; false if there is no such company. */
    boolean change(CompanyId company, Tier tier) {
        return sql.update("update fw_company set tier = ? where id = ?", tier.code(), company.value()) == 1;
    }

    static Optional<Tier> tier(String code) {
        return TIERS.stream().filter(tier -> tier.code().equals(code)).findFirst();
    }
}
