package io.tidings.messaging.template.application;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.tidings.messaging.template.domain.Template.NotRenderable;
import liqp.Insertion;
import liqp.Template;
import liqp.TemplateContext;
import liqp.TemplateParser;
import liqp.blocks.Block;
import liqp.filters.Filter;
import liqp.nodes.LNode;
import liqp.parser.Flavor;
import liqp.tags.Tag;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Renders text that a tenant wrote, over values that are texts and nothing else. Liquid, cut down to what cannot be
 * abused: choices and filters that keep a text about as long as it was. Loops, assignments and growing filters are
 * refused, because a few of them in a row make gigabytes of one line; includes would read files.
 */
@ApplicationScoped
public class RenderText {
    static final int LONGEST_TEMPLATE = 4_096;
    static final int LONGEST_TEXT = 4_096;
    private static final int PARSED_KEPT = 500;
    private static final Set<String> TAGS = Set.of("if", "unless", "case", "comment", "raw");
    private static final Set<String> FILTERS = Set.of(
            "capitalize",
            "default",
            "downcase",
            "first",
            "last",
            "lstrip",
            "remove",
            "remove_first",
            "rstrip",
            "size",
            "slice",
            "strip",
            "strip_html",
            "strip_newlines",
            "truncate",
            "truncatewords",
            "upcase");

    private final TemplateParser parser = parser();
    private final LoadingCache<String, Template> parsed =
            Caffeine.newBuilder().maximumSize(PARSED_KEPT).build(parser::parse);

    /**
     * The text with its placeholders filled; an unknown one is empty. Refuses what cannot be rendered within the limits
     * ({@code template.render}).
     */
    public String handle(String text, Map<String, String> values) {
        if (text.length() > LONGEST_TEMPLATE) {
            throw new NotRenderable();
        }
        try {
            // parsed trees keep the errors of their last rendering: one at a time each
            var template = parsed.get(text);
            synchronized (template) {
                var rendered = template.renderUnguarded(new HashMap<>(values));
                if (rendered.isBlank() || rendered.length() > LONGEST_TEXT) {
                    throw new NotRenderable();
                }
                return rendered;
            }
        } catch (NotRenderable e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new NotRenderable(); // the library's message would repeat the text
        }
    }

    private static TemplateParser parser() {
        var flavor = Flavor.LIQUID;
        var builder = new TemplateParser.Builder()
                .withFlavor(flavor)
                .withErrorMode(TemplateParser.ErrorMode.STRICT)
                .withMaxTemplateSizeBytes(4L * LONGEST_TEMPLATE)
                .withMaxSizeRenderedString(LONGEST_TEXT)
                .withMaxIterations(1);
        for (var insertion : flavor.getInsertions().values()) {
            if (!TAGS.contains(insertion.name)) {
                forbid(builder, insertion);
            }
        }
        for (var filter : flavor.getFilters().values()) {
            if (!FILTERS.contains(filter.name)) {
                builder.withFilter(new ForbiddenFilter(filter.name));
            }
        }
        return builder.build();
    }

    private static void forbid(TemplateParser.Builder builder, Insertion insertion) {
        if (insertion instanceof Block) {
            builder.withBlock(new ForbiddenBlock(insertion.name));
        } else {
            builder.withTag(new ForbiddenTag(insertion.name));
        }
    }

    private static final class ForbiddenBlock extends Block {
        ForbiddenBlock(String name) {
            super(name);
        }

        @Override
        public Object render(TemplateContext context, LNode... nodes) {
            throw new NotRenderable();
        }
    }

    private static final class ForbiddenTag extends Tag {
        ForbiddenTag(String name) {
            super(name);
        }

        @Override
        public Object render(TemplateContext context, LNode... nodes) {
            throw new NotRenderable();
        }
    }

    private static final class ForbiddenFilter extends Filter {
        ForbiddenFilter(String name) {
            super(name);
        }

        @Override
        public Object apply(@Nullable Object value, TemplateContext context, Object... parameters) {
            throw new NotRenderable();
        }
    }
}
