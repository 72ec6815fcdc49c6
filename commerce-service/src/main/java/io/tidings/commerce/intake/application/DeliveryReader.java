package io.tidings.commerce.intake.application;

import io.tidings.commerce.intake.domain.Delivery;
import io.tidings.commerce.order.application.TakeReport;
import io.tidings.runtime.tenancy.TenantId;

/** Understands the bodies of one shop platform. */
public interface DeliveryReader {

    /** What the delivery reports; refuses one that does not make sense, with a code that says in which way. */
    TakeReport.Command read(TenantId tenant, Delivery delivery);
}
