package io.tidings.messaging.template.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.template.domain.OwnTemplate;
import io.tidings.messaging.template.domain.Template;
import io.tidings.messaging.template.domain.TemplateStatus;
import io.tidings.messaging.template.domain.Wording;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * The templates a tenant can speak with: its own before the built-in ones. Remembered for ten seconds, so that a message
 * costs no look of its own; a change is seen at once by the process that made it.
 */
@ApplicationScoped
public class KnownTemplates {
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int MOST_TENANTS = 10_000;

    /**
     * @param refusal why it does not speak now, such as {@code template.paused}; null when it does
     */
    public record Choice(Template template, @Nullable String refusal) {}

    private final Templates templates;
    private final BuiltInTemplates builtIn;
    private final Cache<TenantId, List<OwnTemplate>> known = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST_TENANTS)
            .build();

    KnownTemplates(Templates templates, BuiltInTemplates builtIn) {
        this.templates = templates;
        this.builtIn = builtIn;
    }

    /** The template of this name in the best language; refuses unknown names ({@code template.not-found}). */
    public Uni<Choice> choose(TenantId tenant, String name, @Nullable String language) {
        return own(tenant).map(all -> {
            var sameName = all.stream().filter(each -> each.name().equals(name)).toList();
            return Wording.choose(sameName, language)
                    .map(KnownTemplates::choice)
                    .orElseGet(() -> new Choice(builtIn.byName(name), null));
        });
    }

    private static Choice choice(OwnTemplate template) {
        return new Choice(
                template.template(),
                template.status() == TemplateStatus.APPROVED
                        ? null
                        : "template." + template.status().wire());
    }

    private Uni<List<OwnTemplate>> own(TenantId tenant) {
        var found = known.getIfPresent(tenant);
        return found != null
                ? Uni.createFrom().item(found)
                : templates.all(tenant).invoke(all -> known.put(tenant, all));
    }

    /** To be called when a change of this tenant's templates has been committed. */
    public void forget(TenantId tenant) {
        known.invalidate(tenant);
    }
}
