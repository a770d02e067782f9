package io.autocharge.customer;

import io.autocharge.contracts.Context;
import io.autocharge.customer.domain.Customer;
import io.autocharge.customer.domain.Partner;
import io.autocharge.customer.domain.SignInLink;
import io.autocharge.customer.domain.StaffMember;
import io.autocharge.customer.policy.EndStaffSessions;
import io.autocharge.customer.view.ApiKeys;
import io.autocharge.customer.view.Customers;
import io.autocharge.customer.view.Partners;
import io.autocharge.customer.view.People;
import io.autocharge.customer.view.Staff;
import io.autocharge.runtime.ServiceModule;
import jakarta.inject.Singleton;
import java.util.List;

/** The customer service on one page. */
@Singleton
class CustomerService implements ServiceModule {

    private final Partners partners;
    private final ApiKeys apiKeys;
    private final Customers customers;
    private final People people;
    private final Staff staff;
    private final EndStaffSessions endStaffSessions;

    CustomerService(
            Partners partners,
            ApiKeys apiKeys,
            Customers customers,
            People people,
            Staff staff,
            EndStaffSessions endStaffSessions) {
        this.partners = partners;
        this.apiKeys = apiKeys;
        this.customers = customers;
        this.people = people;
        this.staff = staff;
        this.endStaffSessions = endStaffSessions;
    }

    @Override
    public Context context() {
        return Context.CUSTOMER;
    }

    @Override
    public List<Class<?>> aggregates() {
        return List.of(Partner.class, Customer.class, SignInLink.class, StaffMember.class);
    }

    @Override
    public List<Object> policies() {
        return List.of(endStaffSessions);
    }

    @Override
    public List<Object> views() {
        return List.of(partners, apiKeys, customers, people, staff);
    }
}
