DELETE p FROM users_role_permission p
JOIN users_role r ON r.id = p.role_id AND r.kind = 'OWN'
WHERE p.permission = 'sales.deliveries.write';
