package io.autocharge.customer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RoleTest {

    @Test
    void an_admin_may_what_its_partner_may_and_who_else_may_which_no_api_key_can() {
        assertThat(Role.ADMIN.scopes()).containsAll(Scopes.ALL).contains("staff:manage");
        assertThat(Scopes.ALL).doesNotContain("staff:manage");
    }

    @Test
    void a_member_does_the_daily_work_and_lets_nobody_in() {
        assertThat(Role.MEMBER.scopes())
                .contains("customers:write", "invoices:write", "charges:write", "refunds:write")
                .doesNotContain("keys:manage", "webhooks:manage", "autopay:write");
    }

    @Test
    void who_only_reads_changes_nothing() {
        assertThat(Role.READ_ONLY.scopes()).isNotEmpty().allMatch(scope -> scope.endsWith(":read"));
    }

    @Test
    void a_customer_has_no_scope_of_a_partner() {
        assertThat(Role.CUSTOMER.scopes()).isNotEmpty().doesNotContainAnyElementsOf(Scopes.ALL);
    }
}
