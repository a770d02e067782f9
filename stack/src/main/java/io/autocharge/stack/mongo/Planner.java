package io.autocharge.stack.mongo;

import de.bwaldvogel.mongo.bson.Document;
import io.autocharge.stack.mongo.Plan.Stretch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Chooses the index that answers a query with the fewest documents looked at. */
final class Planner {

    private static final int MOST_STRETCHES = 5_000;

    private final Document query;
    private final List<String> sortFields;
    private final List<Boolean> sortDescending = new ArrayList<>();

    private Planner(Document query, Document orderBy) {
        this.query = query;
        this.sortFields = orderBy == null ? List.of() : new ArrayList<>(orderBy.keySet());
        sortFields.forEach(field -> sortDescending.add(((Number) orderBy.get(field)).intValue() < 0));
    }

    static Plan choose(List<? extends Object> indexes, Document query, Document orderBy) {
        var planner = new Planner(query, orderBy);
        var best = Plan.SCAN;
        for (var index : indexes) {
            var plan = planner.plan((OrderedIndex) index);
            if (plan != null && plan.worth() > best.worth()) {
                best = plan;
            }
        }
        return best;
    }

    private Plan plan(OrderedIndex index) {
        var demands = demands(index);
        if (!holdsAllMatches(index, demands)) {
            return null;
        }
        var exact = exactFields(demands);
        var direction = direction(index, demands);
        var sorted = direction != null;
        var isRange = exact < demands.size() && !demands.get(exact).isAnything();
        var worth = exact * 10 + (isRange ? 5 : 0);
        worth += sorted && !sortFields.isEmpty() ? (worth > 0 ? 12 : 4) : 0;
        if (worth == 0) {
            return null;
        }
        worth += index.isUnique() && exact == demands.size() ? 100 : 0;
        return new Plan(index, stretches(index, demands, exact), Boolean.TRUE.equals(direction), sorted, worth);
    }

    private List<Demand> demands(OrderedIndex index) {
        var demands = new ArrayList<Demand>();
        var arraySeen = false;
        for (var i = 0; i < index.fields().size(); i++) {
            var multikey = index.isMultikey(i);
            // fields of one array: two demands can be met by two of its elements, so only the first one narrows
            var demand = multikey && arraySeen
                    ? Demand.ANYTHING
                    : Demands.of(index.fields().get(i), query, multikey);
            arraySeen |= multikey && !demand.isAnything();
            demands.add(demand);
        }
        return demands;
    }

    /** A sparse or partial index may only be used where the query cannot mean what the index leaves out. */
    private boolean holdsAllMatches(OrderedIndex index, List<Demand> demands) {
        if (index.leavesOutWithoutFields()
                && demands.stream().allMatch(demand -> demand.isAnything() || demand.allowsMissing())) {
            return false;
        }
        var filter = index.partialFilter();
        return filter == null
                || filter.entrySet().stream().allMatch(condition -> implies(condition.getKey(), condition.getValue()));
    }

    private boolean implies(String field, Object condition) {
        var asked = Demands.of(field, query, false);
        if (new Document("$exists", true).equals(condition)) {
            return !asked.isAnything() && !asked.allowsMissing();
        }
        var held = Demands.of(field, new Document(field, condition), false);
        return !held.isAnything() && asked.and(held).equals(asked);
    }

    private static int exactFields(List<Demand> demands) {
        var exact = 0;
        var stretches = 1L;
        while (exact < demands.size() && demands.get(exact).isExact()) {
            stretches *= demands.get(exact).points().size();
            if (stretches > MOST_STRETCHES && exact > 0) {
                break;
            }
            exact++;
        }
        return exact;
    }

    /** Whether the index is walked forwards (false) or backwards (true) to come out in the order asked for; null: it does not. */
    private Boolean direction(OrderedIndex index, List<Demand> demands) {
        Boolean backwards = null;
        var wanted = 0;
        for (var i = 0; i < demands.size() && wanted < sortFields.size(); i++) {
            var isOneValue = demands.get(i).isExact() && demands.get(i).points().size() <= 1 && !index.isMultikey(i);
            if (index.fields().get(i).equals(sortFields.get(wanted)) && !index.isMultikey(i)) {
                var against = index.isDescending(i) != sortDescending.get(wanted);
                if (!isOneValue && backwards != null && backwards != against) {
                    return null;
                }
                backwards = isOneValue ? backwards : Boolean.valueOf(against);
                wanted++;
            } else if (!isOneValue && !isOnePoint(demands.get(i))) {
                return null;
            }
        }
        if (wanted < sortFields.size()) {
            return null;
        }
        return backwards == null ? Boolean.FALSE : backwards;
    }

    /** One entry's value, also where other entries of the same document have others: the rest of the order still holds. */
    private static boolean isOnePoint(Demand demand) {
        return demand.isExact() && demand.points().size() <= 1;
    }

    private static List<Stretch> stretches(OrderedIndex index, List<Demand> demands, int exact) {
        List<Object[]> prefixes = List.<Object[]>of(new Object[0]);
        for (var i = 0; i < exact; i++) {
            var points = new ArrayList<>(demands.get(i).points());
            if (index.isDescending(i)) {
                Collections.reverse(points);
            }
            var longer = new ArrayList<Object[]>();
            for (var prefix : prefixes) {
                points.forEach(point -> longer.add(with(prefix, point)));
            }
            prefixes = longer;
        }
        var range = exact < demands.size() ? demands.get(exact) : Demand.ANYTHING;
        var descending = exact < demands.size() && index.isDescending(exact);
        return prefixes.stream()
                .map(prefix -> stretch(prefix, range, descending))
                .toList();
    }

    private static Stretch stretch(Object[] prefix, Demand range, boolean descending) {
        if (range.isAnything() || range.isExact()) {
            return new Stretch(Key.before(prefix), Key.after(prefix));
        }
        var low = with(prefix, range.low());
        var high = with(prefix, range.high());
        return descending
                ? new Stretch(
                        range.highIncluded() ? Key.before(high) : Key.after(high),
                        range.lowIncluded() ? Key.after(low) : Key.before(low))
                : new Stretch(
                        range.lowIncluded() ? Key.before(low) : Key.after(low),
                        range.highIncluded() ? Key.after(high) : Key.before(high));
    }

    private static Object[] with(Object[] prefix, Object value) {
        var longer = Arrays.copyOf(prefix, prefix.length + 1);
        longer[prefix.length] = value;
        return longer;
    }
}
