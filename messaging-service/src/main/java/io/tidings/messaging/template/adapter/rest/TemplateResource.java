package io.tidings.messaging.template.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.template.application.BuiltInTemplates;
import io.tidings.messaging.template.domain.Template;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Page;

import java.util.List;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The approved texts: the built-in ones, few enough for one page. */
@Path("/api/v1/templates")
class TemplateResource {

    record TemplateView(String name, String category, String language, String body, List<String> variables) {
        static TemplateView of(Template template) {
            return new TemplateView(
                    template.name(), template.category(), template.language(), template.body(), template.variables());
        }
    }

    private final BuiltInTemplates templates;

    TemplateResource(BuiltInTemplates templates) {
        this.templates = templates;
    }

    @GET
    @PermissionsAllowed("templates:read")
    public Uni<Page<TemplateView>> list(@BeanParam Caller caller) {
        caller.tenant(); // the operator has no templates
        return Uni.createFrom()
                .item(new Page<>(templates.all().stream().map(TemplateView::of).toList(), null));
    }
}
