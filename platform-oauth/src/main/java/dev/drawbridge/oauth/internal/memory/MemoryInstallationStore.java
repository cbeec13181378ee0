package dev.drawbridge.oauth.internal.memory;

import dev.drawbridge.core.internal.memory.MemoryTable;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.oauth.spi.InstallationStore;
import java.util.Optional;

public final class MemoryInstallationStore implements InstallationStore {

    private final MemoryTable<AppId, CompanyId> companies;

    public MemoryInstallationStore(MemoryTransactions transactions) {
        this.companies = transactions.table();
    }

    @Override
    public boolean setFirstCompany(AppId app, CompanyId company) {
        return companies.insert(app, company);
    }

    @Override
    public Optional<CompanyId> defaultCompany(AppId app) {
        return companies.find(app);
    }

    @Override
    public void forget(AppId app) {
        companies.remove(app);
    }
}
