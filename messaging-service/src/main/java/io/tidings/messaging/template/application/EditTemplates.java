package io.tidings.messaging.template.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.template.domain.OwnTemplate;
import io.tidings.messaging.template.domain.Template;
import io.tidings.messaging.template.domain.TemplateStatus;
import io.tidings.messaging.template.domain.TemplateText;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;

import jakarta.enterprise.context.ApplicationScoped;

/** A tenant's templates, written, changed and taken away. */
@ApplicationScoped
public class EditTemplates {

    /** @param category utility or marketing */
    public record Command(TenantId tenant, String name, String language, String category, TemplateText text) {}

    private final TenantTx tx;
    private final Templates templates;
    private final KnownTemplates known;
    private final Clock clock;

    EditTemplates(TenantTx tx, Templates templates, KnownTemplates known, Clock clock) {
        this.tx = tx;
        this.templates = templates;
        this.known = known;
        this.clock = clock;
    }

    /** Adds a draft; refuses a name taken in that language ({@code template.exists}). */
    public Uni<OwnTemplate> add(Command command) {
        var template = OwnTemplate.draft(
                Ids.next(), command.name(), command.language(), command.category(), command.text(), clock.instant());
        return tx.run(
                        command.tenant(),
                        () -> templates.add(command.tenant(), template).invoke(added -> {
                            if (!added) {
                                throw new OwnTemplate.Exists();
                            }
                        }))
                .invoke(() -> known.forget(command.tenant()))
                .replaceWith(template);
    }

    /** Gives it another text; name and language stay. {@code expected} refuses another version than the caller's. */
    public Uni<OwnTemplate> edit(TenantId tenant, UUID id, String category, TemplateText text, LongConsumer expected) {
        return tx.run(
                        tenant,
                        () -> templates
                                .byIdForChange(tenant, id)
                                .map(found -> found.orElseThrow(Template.NotFound::new))
                                .invoke(before -> expected.accept(before.version()))
                                .map(before -> before.edited(category, text, clock.instant()))
                                .call(after -> templates.update(tenant, after))
                                .chain(after -> templates.byId(tenant, id))
                                .map(Optional::orElseThrow))
                .invoke(() -> known.forget(tenant));
    }

    /** Takes it away; what was sent with it stays. What is under review cannot go. */
    public Uni<Void> remove(TenantId tenant, UUID id) {
        return tx.run(
                        tenant,
                        () -> templates
                                .byIdForChange(tenant, id)
                                .map(found -> found.orElseThrow(Template.NotFound::new))
                                .invoke(before -> {
                                    if (before.status() == TemplateStatus.PENDING) {
                                        throw new OwnTemplate.UnderReview();
                                    }
                                })
                                .chain(before -> templates.remove(tenant, id)))
                .invoke(() -> known.forget(tenant))
                .replaceWithVoid();
    }
}
