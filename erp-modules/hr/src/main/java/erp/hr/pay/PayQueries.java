package erp.hr.pay;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.util.List;
import java.util.UUID;

/** Reads of pay components and structures. */
interface PayQueries {
    Session session();

    @HQL("from PayComponent where code in :codes")
    List<PayComponent> componentsOf(List<String> codes);

    @HQL("from PayComponent where id in :ids")
    List<PayComponent> componentsBy(List<UUID> ids);

    @HQL("from PayStructure where code = :code")
    List<PayStructure> structuresOf(String code);

    @HQL("select distinct s from PayStructure s join s.lines l where l.componentId = :component")
    List<PayStructure> structuresWith(UUID component);
}
