package dev.drawbridge.oauth.store;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.tx.MemoryTable;
import dev.drawbridge.core.tx.MemoryTransactions;
import java.util.Optional;

final class MemoryInstallationStore implements InstallationStore {

    private final MemoryTable<AppId, CompanyId> companies;

    MemoryInstallationStore(MemoryTransactions transactions) {
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
