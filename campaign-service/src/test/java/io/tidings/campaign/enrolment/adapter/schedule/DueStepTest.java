package io.tidings.campaign.enrolment.adapter.schedule;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidings.campaign.Suite;
import io.tidings.campaign.enrolment.application.TakeReply;
import io.tidings.campaign.enrolment.application.WorkDueStep;
import io.tidings.contracts.Topics;
import io.tidings.contracts.campaign.CampaignStepDue;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** A due step when things go wrong around it. The rows of the queue are far ahead, so that only the test works them. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class DueStepTest {
    private static final Duration SOON = Patience.LIMIT;

    private final Suite shop = Suite.ofNewTenant();
    private final TenantId tenant = new TenantId(shop.tenant());
    private final WorkDueStep workDueStep;
    private final TakeReply takeReply;

    private String campaign = "";

    DueStepTest(WorkDueStep workDueStep, TakeReply takeReply) {
        this.workDueStep = workDueStep;
        this.takeReply = takeReply;
    }

    @BeforeEach
    void there_is_a_campaign() {
        campaign = shop.campaignOf(1, 1);
    }

    private UUID dueEnrolment(UUID contact) {
        var enrolment = shop.enrolled(contact, campaign);
        Database.update("update enrolments set next_step_at = now() - interval '1 minute' where id = ?", enrolment);
        return enrolment;
    }

    private Uni<Void> work(UUID enrolment) {
        return workDueStep.handle(new WorkDueStep.Command(tenant, enrolment));
    }

    private Uni<Void> reply(UUID contact) {
        return takeReply.handle(new TakeReply.Command(tenant, contact, Optional.empty(), Instant.now()));
    }

    private List<CampaignStepDue> published() {
        return Records.events(Topics.CAMPAIGN, shop.tenant(), CampaignStepDue.class);
    }

    @Test
    void worked_by_many_at_once_it_goes_out_once() {
        var enrolment = dueEnrolment(shop.contact("Lucía"));

        Uni.join()
                .all(IntStream.range(0, 8).mapToObj(i -> work(enrolment)).toList())
                .andFailFast()
                .await()
                .atMost(Patience.LIMIT);

        assertThat(Database.count("select steps_completed from enrolments where id = ?", enrolment))
                .isEqualTo(1);
        await().untilAsserted(() -> assertThat(published()).hasSize(1));
    }

    @Test
    void a_worker_that_dies_before_the_end_leaves_it_due_and_the_next_sends_it_once() throws SQLException {
        var enrolment = dueEnrolment(shop.contact("Lucía"));
        var before = shop.due(enrolment);
        breakOutbox();
        try {
            assertThatThrownBy(() -> work(enrolment).await().atMost(Patience.LIMIT))
                    .hasMessageContaining("pulled the plug");
        } finally {
            repairOutbox();
        }
        assertThat(Database.count("select current_step from enrolments where id = ?", enrolment))
                .isZero();
        assertThat(shop.due(enrolment)).isEqualTo(before);

        work(enrolment).await().atMost(Patience.LIMIT);

        await().untilAsserted(() -> assertThat(published()).hasSize(1));
    }

    private void breakOutbox() throws SQLException {
        execute("""
                create function pull_the_plug() returns trigger language plpgsql as
                $$ begin raise exception 'pulled the plug'; end $$""");
        execute("""
                create trigger pull_the_plug before insert on outbox for each row
                when (new.tenant_id = '%s') execute function pull_the_plug()""".formatted(shop.tenant()));
    }

    private static void repairOutbox() throws SQLException {
        execute("drop function pull_the_plug() cascade");
    }

    private static void execute(String statement) throws SQLException {
        try (var connection = Database.open();
                var each = connection.createStatement()) {
            each.execute(statement);
        }
    }

    @Test
    void an_answer_that_came_first_keeps_it_from_going_out() throws SQLException {
        var contact = shop.contact("Lucía");
        var enrolment = dueEnrolment(contact);
        try (var answering = Database.open();
                var statement = answering.createStatement()) {
            answering.setAutoCommit(false);
            statement.execute("update enrolments set status = 'REPLIED', next_step_id = null, next_step_at = null"
                    + " where id = '" + enrolment + "'");

            var working = work(enrolment).subscribeAsCompletionStage();
            Database.awaitLocked("enrolments");
            answering.commit();
            assertThat(working).succeedsWithin(SOON);
        }

        assertThat(Database.count("select steps_completed from enrolments where id = ?", enrolment))
                .isZero();
        assertThat(shop.due(enrolment)).isNull();
        assertThat(Database.count("select count(*) from outbox where tenant_id = ?", shop.tenant()))
                .isZero();
    }

    @Test
    void of_an_answer_and_a_due_step_that_meet_one_comes_first_and_the_drip_ends() {
        var contacts = IntStream.range(0, 20).mapToObj(i -> shop.contact(null)).toList();
        var enrolments = contacts.stream().map(this::dueEnrolment).toList();

        Uni.join()
                .all(IntStream.range(0, 40)
                        .mapToObj(i -> (i + i / 2) % 2 == 0 ? work(enrolments.get(i / 2)) : reply(contacts.get(i / 2)))
                        .toList())
                .andFailFast()
                .await()
                .atMost(Patience.LIMIT);

        assertThat(Database.column(
                        "select distinct status || replies_received from enrolments where tenant_id = ?",
                        shop.tenant()))
                .containsExactly("REPLIED1");
        assertThat(Database.count("select count(*) from due_work where tenant_id = ?", shop.tenant()))
                .isZero();
        var completed =
                Database.count("select sum(steps_completed) from enrolments where tenant_id = ?", shop.tenant());
        await().untilAsserted(() -> assertThat(published()).hasSize((int) completed));
        assertThat(published()).allSatisfy(due -> assertThat(due.stepNumber()).isEqualTo(1));
    }
}
