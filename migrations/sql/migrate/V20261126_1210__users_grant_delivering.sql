-- expand
-- Whoever could deliver by a company's own role, by the permission for orders, still can.
INSERT INTO users_role_permission (role_id, permission)
SELECT p.role_id, 'sales.deliveries.write'
FROM users_role_permission p
JOIN users_role r ON r.id = p.role_id AND r.kind = 'OWN'
LEFT JOIN users_role_permission d ON d.role_id = p.role_id AND d.permission = 'sales.deliveries.write'
WHERE p.permission = 'sales.orders.write' AND d.role_id IS NULL;
