package dev.patchbay.proxy.routing;

import dev.patchbay.hub.Target;
import dev.patchbay.settings.When;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Where a name leads, before it is known what the request is like.
///
/// @param plain the route of a request that is none of the cases
/// @param cases the alias's cases, tried in order
public record Lead(Route plain, List<Case> cases) {
    /// Targets of their own for some requests.
    public record Case(When when, List<Target> targets) {
        public Case {
            targets = List.copyOf(targets);
        }

        /// What it is the case of, for people.
        @Override
        public String toString() {
            var words = new ArrayList<String>();
            when.longerThan().ifPresent(tokens -> words.add("longer than " + tokens));
            if (when.images()) {
                words.add("images");
            }
            if (when.thinking()) {
                words.add("thinking");
            }
            if (when.webSearch()) {
                words.add("web search");
            }
            if (when.background()) {
                words.add("background");
            }
            return String.join(" and ", words);
        }
    }

    public Lead {
        cases = List.copyOf(cases);
    }

    static Lead to(Route route) {
        return new Lead(route, List.of());
    }

    Lead because(String reason) {
        return new Lead(plain.because(reason), cases);
    }

    /// The route of a request that is like this.
    public Route route(Supplier<Nature> request) {
        if (cases.isEmpty()) {
            return plain;
        }
        Nature said = request.get();
        Nature nature = plain.thinking() ? said.withThinking() : said;
        Target first = plain.targets().getFirst();
        return cases.stream()
                .filter(each -> nature.is(each.when(), first))
                .findFirst()
                .map(each -> plain.by(each.targets()).because(plain.reason() + ", case " + each))
                .orElse(plain);
    }
}
