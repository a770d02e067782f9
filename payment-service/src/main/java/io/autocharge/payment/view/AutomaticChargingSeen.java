package io.autocharge.payment.view;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.PartnerAccountEvent;
import io.autocharge.contracts.payment.PartnerAccountEvent.AutomaticChargingFrozen;
import io.autocharge.contracts.payment.PartnerAccountId;
import io.autocharge.contracts.payment.WalletEvent;
import io.autocharge.contracts.payment.WalletId;
import io.autocharge.payment.domain.AutomaticCharging;
import io.autocharge.runtime.History;
import jakarta.inject.Singleton;

/** Whether charges may be made that nobody waits for, told from events. */
@Singleton
public class AutomaticChargingSeen implements AutomaticCharging {

    private final History histories;

    AutomaticChargingSeen(History histories) {
        this.histories = histories;
    }

    @Override
    public boolean frozen(PartnerId partner) {
        return histories
                .of(PartnerAccountId.of(partner), PartnerAccountEvent.class)
                .reduce((before, after) -> after)
                .filter(AutomaticChargingFrozen.class::isInstance)
                .isPresent();
    }

    @Override
    public boolean paused(PartnerId partner, CustomerId customer) {
        var wallet = new WalletSeen();
        histories
                .of(WalletId.of(customer), WalletEvent.class)
                .filter(event -> event.partnerId().equals(partner))
                .forEach(wallet::take);
        return wallet.paused();
    }
}
