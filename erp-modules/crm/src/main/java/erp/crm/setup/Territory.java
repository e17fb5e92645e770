package erp.crm.setup;

import erp.core.http.Versioned;
import erp.core.tx.Document;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * An area whose leads go to its members in turn. How many turns there were is counted in its row by
 * {@link Assignment} alone.
 */
@Entity
@Table(name = "crm_territory")
public class Territory extends Document {
    private String code;
    private String name;

    @JdbcTypeCode(SqlTypes.CHAR)
    private @Nullable String country;

    private @Nullable String postalPrefix;

    @OneToMany(cascade = CascadeType.PERSIST, orphanRemoval = true)
    @JoinColumn(name = "territory_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<TerritoryMember> members = new ArrayList<>();

    protected Territory() {}

    Territory(UUID id, NewTerritory wanted, Supplier<UUID> ids) {
        super(id);
        this.code = wanted.code();
        change(wanted, ids);
    }

    final void change(NewTerritory wanted, Supplier<UUID> ids) {
        name = wanted.name().strip();
        country = wanted.country();
        postalPrefix = wanted.postalPrefix();
        Map<UUID, TerritoryMember> known =
                members.stream()
                        .collect(
                                Collectors.toMap(
                                        TerritoryMember::representativeId, Function.identity()));
        List<UUID> representatives = wanted.representatives();
        members.removeIf(member -> !representatives.contains(member.representativeId()));
        for (int at = 0; at < representatives.size(); at++) {
            UUID representative = representatives.get(at);
            TerritoryMember member = known.get(representative);
            if (member == null) {
                members.add(new TerritoryMember(ids.get(), at, representative));
            } else {
                member.place(at);
            }
        }
    }

    String code() {
        return code;
    }

    List<UUID> representatives() {
        return members.stream().map(TerritoryMember::representativeId).toList();
    }

    View view() {
        return new View(
                getId(),
                code,
                name,
                country,
                postalPrefix,
                members.stream()
                        .sorted(Comparator.comparingInt(TerritoryMember::lineNo))
                        .map(member -> new NewTerritory.Member(member.representativeId()))
                        .toList(),
                getVersion());
    }

    /**
     * A territory as callers see it.
     *
     * @param members in the order of their turns
     */
    public record View(
            UUID id,
            String code,
            String name,
            @Nullable String country,
            @Nullable String postalPrefix,
            List<NewTerritory.Member> members,
            long version)
            implements Versioned {}
}
