package erp.crm.opportunities;

import java.util.UUID;

/** Where an opportunity is to go. */
record StageWish(UUID stageId) {}
