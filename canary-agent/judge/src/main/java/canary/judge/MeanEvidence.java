package canary.judge;

import canary.judge.StrongestComparison.Level;
import canary.judge.traffic.Routes;
import canary.stats.sequential.StratifiedTest;

import java.io.Serializable;

/**
 * The evidence of a gate: the mean over users, all routes, modules and routes, with weights that
 * were set before the canary had traffic.
 */
final class MeanEvidence implements Serializable {
    private final Settings.Parts parts;
    private final Slots modules;
    private final Slots routes;

    MeanEvidence(Settings.Parts parts, Routes known) {
        this.parts = parts;
        modules = new Slots(known.modules());
        routes = new Slots(known.size());
    }

    /** Natural logarithm; what a part does not use of its weight counts as evidence 1. */
    double logE(double logUsers, StratifiedTest test) {
        double all = test.logAll();
        double byModule = modules.logMean(test.groups(), test::logGroup);
        double byRoute = routes.logMean(test.strata(), test::logStratum);
        double top = Math.max(0, Math.max(Math.max(logUsers, all), Math.max(byModule, byRoute)));
        double rest = 1 - parts.users() - parts.all() - parts.modules() - parts.routes();
        double sum =
                parts.users() * Math.exp(logUsers - top)
                        + parts.all() * Math.exp(all - top)
                        + parts.modules() * Math.exp(byModule - top)
                        + parts.routes() * Math.exp(byRoute - top)
                        + Math.max(0, rest) * Math.exp(-top);
        return top + Math.log(sum);
    }

    /** The comparison that contributes most to the mean. */
    StrongestComparison strongest(double logUsers, StratifiedTest test) {
        StrongestComparison strongest = new StrongestComparison(Level.ALL, 0, test.logAll());
        double most = Math.log(parts.all()) + test.logAll();
        if (Math.log(parts.users()) + logUsers > most) {
            strongest = new StrongestComparison(Level.USERS, 0, logUsers);
            most = Math.log(parts.users()) + logUsers;
        }
        for (int module = 0; module < test.groups(); module++) {
            double logE = test.logGroup(module);
            double counts = Math.log(parts.modules()) + modules.logShare(module, logE);
            if (counts > most) {
                strongest = new StrongestComparison(Level.MODULE, module, logE);
                most = counts;
            }
        }
        for (int route = 0; route < test.strata(); route++) {
            double logE = test.logStratum(route);
            double counts = Math.log(parts.routes()) + routes.logShare(route, logE);
            if (counts > most) {
                strongest = new StrongestComparison(Level.ROUTE, route, logE);
                most = counts;
            }
        }
        return strongest;
    }
}
