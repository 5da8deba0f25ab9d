"""What stands in the documents, each below the name of its section."""

# PKCE (Proof Key for Code Exchange) 구현 가이드, of Hyfata.

# "curl을 사용한 테스트", 1. Code Verifier 생성 (Bash)
HYFATA_VERIFIER = r"""
#!/bin/bash

# Generate 128-character code verifier
CODE_VERIFIER=$(head -c 96 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=')
echo "Code Verifier: $CODE_VERIFIER"

# Generate code challenge (SHA-256 + Base64URL)
CODE_CHALLENGE=$(echo -n "$CODE_VERIFIER" | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | tr -d '=')
echo "Code Challenge: $CODE_CHALLENGE"
"""

# the same, 2. Authorization Request
HYFATA_AUTHORIZE = r"""
curl -X GET "https://api.hyfata.com/oauth/authorize" \
  -G \
  --data-urlencode "client_id=client_001" \
  --data-urlencode "redirect_uri=https://site1.com/callback" \
  --data-urlencode "response_type=code" \
  --data-urlencode "state=random_state_123" \
  --data-urlencode "code_challenge=$CODE_CHALLENGE" \
  --data-urlencode "code_challenge_method=S256"
"""

# "PKCE 없이 OAuth 2.0 사용 (호환성)", 클라이언트 측: its parameters, which stand there in Dart.
HYFATA_AUTHORIZE_WITHOUT = r"""
curl -G "https://api.hyfata.com/oauth/authorize" \
  --data-urlencode "client_id=client_001" \
  --data-urlencode "redirect_uri=https://site1.com/callback" \
  --data-urlencode "response_type=code" \
  --data-urlencode "state=random_state_123"
"""

# "POST /oauth/login (2단계)": its parameters; the document has no command for it.
HYFATA_LOGIN = r"""
curl -X POST "https://api.hyfata.com/oauth/login" \
  --data-urlencode "email=user@site1.com" \
  --data-urlencode "password=password_001" \
  --data-urlencode "client_id=client_001" \
  --data-urlencode "redirect_uri=https://site1.com/callback" \
  --data-urlencode "state=random_state_123" \
  ${CODE_CHALLENGE:+--data-urlencode "code_challenge=$CODE_CHALLENGE"} \
  ${CODE_CHALLENGE:+--data-urlencode "code_challenge_method=S256"}
"""

# "curl을 사용한 테스트", 4. Token Exchange (PKCE 포함)
HYFATA_TOKEN = r"""
curl -X POST "https://api.hyfata.com/oauth/token" \
  -H "Content-Type: application/x-www-form-urlencoded" \
  -d "grant_type=authorization_code" \
  -d "code=$AUTHORIZATION_CODE" \
  -d "client_id=client_001" \
  -d "client_secret=secret_001" \
  -d "redirect_uri=https://site1.com/callback" \
  -d "code_verifier=$CODE_VERIFIER"
"""

# "PKCE 없이 OAuth 2.0 사용 (호환성)": the same without its last line.
HYFATA_TOKEN_WITHOUT = HYFATA_TOKEN.replace(' \\\n  -d "code_verifier=$CODE_VERIFIER"', "")

# "POST /oauth/token (3단계)", 응답 and 에러 응답
HYFATA_TOKENS = {
    "access_token": "eyJhbGc...",
    "refresh_token": "eyJhbGc...",
    "token_type": "Bearer",
    "expires_in": 86400000,
    "scope": "user:email user:profile",
}
HYFATA_ERROR = {
    "error": "invalid_grant",
    "error_description": "code_verifier verification failed",
}

# MAX Platform SERVICE_TOKEN 사용 가이드.

# "1. 수동 토큰 발급", and its 응답 예시
MAX_TOKEN = r"""
curl -X POST http://localhost:8000/api/oauth/token \
  -H "Content-Type: application/x-www-form-urlencoded" \
  -d "grant_type=client_credentials" \
  -d "client_id=maxplatform-service" \
  -d "client_secret=service_maxplatform_2025_dev_secret" \
  -d "scope=admin:oauth admin:users admin:system"
"""
MAX_TOKEN_ANSWER = {
    "access_token": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...",
    "token_type": "Bearer",
    "expires_in": 86400,
    "scope": "admin:oauth admin:users admin:system",
}

# "OAuth 메타데이터"
MAX_METADATA = "curl http://localhost:8000/api/oauth/.well-known/oauth-authorization-server"

# "2. Python에서 사용", 기본 사용법
MAX_PYTHON = """
import requests

# 토큰 발급
def get_service_token():
    token_url = "http://localhost:8000/api/oauth/token"
    data = {
        "grant_type": "client_credentials",
        "client_id": "maxplatform-service",
        "client_secret": "service_maxplatform_2025_dev_secret",
        "scope": "admin:oauth admin:users admin:system"
    }

    response = requests.post(token_url, data=data)
    if response.status_code == 200:
        return response.json()["access_token"]
    else:
        raise Exception(f"토큰 발급 실패: {response.text}")

# API 호출
def call_admin_api():
    token = get_service_token()
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json"
    }

    response = requests.get(
        "http://localhost:8000/api/admin/oauth/service/statistics",
        headers=headers
    )

    return response.json()
"""

# The same as curl, call_admin_api; and "서비스 전용 관리 API"
MAX_STATISTICS = r"""
curl http://localhost:8000/api/admin/oauth/service/statistics \
  -H "Authorization: Bearer $SERVICE_TOKEN" -H "Content-Type: application/json"
"""
MAX_CLIENTS = r"""
curl http://localhost:8000/api/admin/oauth/service/clients \
  -H "Authorization: Bearer $SERVICE_TOKEN"
"""
MAX_REGENERATE = r"""
curl -X POST http://localhost:8000/api/admin/oauth/service/clients/{client_id}/regenerate-secret \
  -H "Authorization: Bearer $SERVICE_TOKEN"
"""

# "문제해결"
MAX_UNKNOWN_CLIENT = {"detail": "Invalid client_id"}
MAX_NO_CREDENTIALS = {"detail": "Could not validate service credentials"}
MAX_SCOPES = {"detail": "Missing required scopes: admin:oauth"}

# 로그인 연동, of OTTM.

# "OAuth 2.0 인증 코드 및 Access 토큰 발급", OTTM OAuth 2.0 인증 서버로 redirect
OTTM_AUTHORIZE = (
    "curl '%member-base%/auth/authorize?&scope=openid profile&response_type=code&state=xxx"
    "&redirect_uri=https://oauth2.example.com/code&client_id=xxx'"
)

# Access 토큰 발급
OTTM_TOKEN = r"""
curl -X POST \
'%api-base%/oauth2/v1/token' \
-d 'grant_type=authorization_code&code=xxx&client_secret=xxx&client_id=xxx&redirect_uri=https://oauth2.example.com/code'
"""
OTTM_TOKENS = {
    "access_token": "xxx",
    "refresh_token": "xxx",
    "scope": "openid profile",
    "id_token": "eyJraWQiOixxxxxxxxxxx.eyJzdWIiOiIxxxxxxxxxx.oqEvGYxxxxx",
    "token_type": "Bearer",
    "expires_in": 3599,
}

# Access 토큰 유효성 검사 및 회원 정보 조회; of the document's token the beginning, nobody has issued it.
OTTM_USER = r"""
curl '%api-base%/oauth2/v1/userinfo' \
  -H 'Authorization: Bearer 2oPLZgMJ7tsZT6e1'
"""
# The document's has a comment behind `sub`, which JSON does not know (4.1).
OTTM_MEMBER = {
    "sub": "e68a06bf9f2d4496882877cbecad27eb",
    "nickname": "test",
    "email": "test@flask.global",
}


def ottm_error(code, message):
    """The format of "ERROR", and a line of its table."""
    return {"error": {"code": code, "message": message}, "payload": None}


# OAuth Integration Guide - Qetta. Its own samples are for the service that it describes, and not for a
# provider (service_samples.py); these are the calls that the service makes then (qetta-api, 1.3), with
# the settings of "Environment Variables".

TOSS_TOKEN = r"""
curl "https://oauth2.cert.toss.im/token" \
  -d "grant_type=client_credentials" -d "scope=ca" \
  -d "client_id=test_a8e23336d673ca70922b485fe806eb2d" \
  -d "client_secret=$TOSS_CLIENT_SECRET"
"""
# "POST /api/v1/oauth/toss/test": tokenType and expiresIn are Toss's.
TOSS_TOKEN_ANSWER = {"access_token": "eyJhbGc...", "token_type": "Bearer", "expires_in": 3600}

# "GET /api/v1/oauth/kftc/authorize": what its authorizationUrl begins with, and the rest of it.
KFTC_AUTHORIZE = (
    'curl "https://testapi.openbanking.or.kr/oauth/2.0/authorize?response_type=code'
    "&client_id=$KFTC_CLIENT_ID&redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Foauth%2Fkftc%2Fcallback"
    '&scope=login+inquiry&state=abc123def456...&auth_type=0"'
)
KFTC_TOKEN = r"""
curl "https://testapi.openbanking.or.kr/oauth/2.0/token" \
  -d "grant_type=authorization_code" -d "client_id=$KFTC_CLIENT_ID" \
  -d "client_secret=$KFTC_CLIENT_SECRET" \
  --data-urlencode "redirect_uri=http://localhost:3000/oauth/kftc/callback" -d "code=$CODE"
"""
KFTC_TOKENS = {
    "access_token": "eyJhbGc...",
    "token_type": "Bearer",
    "expires_in": 7776000,
    "refresh_token": "eyJhbGc...",
    "scope": "login inquiry",
    "user_seq_no": "1101073389",
}
KFTC_USER = r"""
curl -G "https://testapi.openbanking.or.kr/v2.0/user/me" -d "user_seq_no=$USER_SEQ_NO" \
  -H "Authorization: Bearer $TOKEN"
"""
KFTC_BALANCE = r"""
curl -G "https://testapi.openbanking.or.kr/v2.0/account/balance/fin_num" \
  -d "fintech_use_num=$FINTECH_USE_NUM" -d "bank_tran_id=$BANK_TRAN_ID" \
  -d "tran_dtime=20251026143000" -H "Authorization: Bearer $TOKEN"
"""
# "GET /api/v1/oauth/kftc/balance/:fintechUseNum"
KFTC_BALANCE_ANSWER = {
    "bank_code_std": "097",
    "bank_name": "오픈은행",
    "account_num_masked": "1234***890",
    "balance_amt": 1000000,
    "available_amt": 1000000,
    "account_holder_name": "홍길동",
}
KFTC_TRANSACTIONS = r"""
curl -G "https://testapi.openbanking.or.kr/v2.0/account/transaction_list/fin_num" \
  -d "fintech_use_num=$FINTECH_USE_NUM" -d "bank_tran_id=$BANK_TRAN_ID" \
  -d "tran_dtime=20251026143000" -d "from_date=20251001" -d "to_date=20251026" -d "sort_order=D" \
  -H "Authorization: Bearer $TOKEN"
"""
# "POST /api/v1/oauth/kftc/transactions"
KFTC_TRANSACTION = {
    "tran_date": "20251026",
    "tran_time": "143000",
    "inout_type": "OUT",
    "tran_type": "입금",
    "print_content": "홍길동",
    "tran_amt": "50000",
    "after_balance_amt": "950000",
}
