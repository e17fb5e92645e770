-- Nobody has a role, a token or a say of another company.
select 'role of user' as what, u.id from users_user_role c join users_user u on u.id = c.user_id join users_role r on r.id = c.role_id where r.company_id <> u.company_id
union all
select 'token of user', c.id from users_refresh_token c join users_user u on u.id = c.user_id where c.company_id <> u.company_id
union all
select 'feedback of user', c.id from core_feedback c join users_user u on u.id = c.user_id where c.company_id <> u.company_id
