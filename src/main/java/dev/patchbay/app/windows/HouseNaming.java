package dev.patchbay.app.windows;

import dev.patchbay.app.house.Wiring;
import dev.patchbay.gui.settings.models.Naming;
import dev.patchbay.hub.Rates;
import dev.patchbay.hub.Target;
import dev.patchbay.ledger.Account;
import dev.patchbay.ledger.Snapshot;
import dev.patchbay.proxy.routing.Router;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the settings window asks of names, by the house's own router and ledger.
record HouseNaming(Wiring house) implements Naming {
    @Override
    public Lead where(String name, Optional<String> profile, Settings settings) {
        var router = new Router(settings, house.listings());
        var lead = profile.map(router::of).orElse(router).lead(name);
        return new Lead(
                words(lead.plain().targets()),
                lead.plain().reason(),
                lead.cases().stream()
                        .map(each -> each + ": " + String.join(", ", words(each.targets())))
                        .toList());
    }

    private static List<String> words(List<Target> targets) {
        return targets.stream().map(Target::toString).toList();
    }

    @Override
    public List<String> models(String backend) {
        return house.switchboard().models(backend);
    }

    @Override
    public Optional<Rates> price(String name) {
        List<BackendSettings> backends = house.settings().current().backends();
        return backends.stream()
                .flatMap(
                        it -> {
                            String start = it.id() + "/";
                            String model =
                                    name.startsWith(start) ? name.substring(start.length()) : name;
                            return house.usualRates(Target.of(it.id(), model)).stream();
                        })
                .findFirst();
    }

    @Override
    public Map<String, Use> today() {
        Snapshot now = house.ledger().snapshot();
        Map<String, Use> uses = new HashMap<>();
        now.by(Account::alias, it -> it.day().equals(now.today()))
                .forEach(
                        (alias, totals) ->
                                uses.put(
                                        alias, new Use(totals.requests(), totals.all().nanoUsd())));
        return uses;
    }
}
