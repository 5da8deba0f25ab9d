"""What stands in the OAuth Integration Guide - Qetta about its service, each below its section."""

from samples import KFTC_BALANCE_ANSWER, KFTC_TRANSACTION  # noqa: F401: the first is handed on

# "Environment Variables"
SETTINGS = """
# Toss Certification OAuth (test credentials provided)
TOSS_OAUTH_BASE=https://oauth2.cert.toss.im
TOSS_API_BASE=https://cert.toss.im
TOSS_CLIENT_ID=test_a8e23336d673ca70922b485fe806eb2d
TOSS_CLIENT_SECRET=…
TOSS_SCOPE=ca

# KFTC OpenBanking OAuth
KFTC_API_BASE=https://testapi.openbanking.or.kr
KFTC_CLIENT_ID=<your KFTC client id>
KFTC_CLIENT_SECRET=<your KFTC client secret>
KFTC_REDIRECT_URI=http://localhost:3000/oauth/kftc/callback
KFTC_SCOPE=login inquiry
"""

# "Testing", Toss Certification Test
TOSS_TEST = r"""
# Using cURL
curl -X POST http://localhost:8080/api/v1/oauth/toss/test \
  -H "Authorization: Bearer <your_jwt_token>"
"""

# "Usage Example"
USAGE = """
// 1. Test Toss connection
const testToss = async () => {
  const token = localStorage.getItem('accessToken');
  const res = await fetch('/api/v1/oauth/toss/test', {
    method: 'POST',
    headers: {
      'Authorization': `Bearer ${token}`
    }
  });
  const data = await res.json();
  console.log(data); // { success: true, ... }
};

// 2. Connect KFTC OpenBanking
const connectKftc = async () => {
  const token = localStorage.getItem('accessToken');
  const res = await fetch('/api/v1/oauth/kftc/authorize', {
    headers: {
      'Authorization': `Bearer ${token}`
    }
  });
  const data = await res.json();
  window.open(data.authorizationUrl, 'KFTC OAuth', 'width=600,height=700');
};

// 3. Get account balance
const getBalance = async (fintechUseNum: string) => {
  const token = localStorage.getItem('accessToken');
  const res = await fetch(`/api/v1/oauth/kftc/balance/${fintechUseNum}`, {
    headers: {
      'Authorization': `Bearer ${token}`
    }
  });
  const balance = await res.json();
  console.log(balance);
};
"""

# "API Endpoints": what is asked, and the answer.
TOSS_TOKEN = "GET /api/v1/oauth/toss/token"
TOSS_TOKEN_ANSWER = {
    "provider": "TOSS_CERT",
    "accessToken": "eyJhbGc...",
    "expiresAt": "2025-10-26T12:00:00.000Z",
}
TOSS_TEST_ANSWER = {
    "success": True,
    "provider": "TOSS_CERT",
    "tokenType": "Bearer",
    "expiresIn": 3600,
    "hasAccessToken": True,
}
KFTC_AUTHORIZE = "GET /api/v1/oauth/kftc/authorize"
KFTC_AUTHORIZE_ANSWER = {
    "authorizationUrl": "https://testapi.openbanking.or.kr/oauth/2.0/authorize?...",
    "state": "abc123def456...",
}
KFTC_TOKEN = "GET /api/v1/oauth/kftc/token"
KFTC_TOKEN_ANSWER = {
    "provider": "KFTC_OPENBANKING",
    "accessToken": "eyJhbGc...",
    "expiresAt": "2025-10-27T12:00:00.000Z",
    "userSeqNo": "1101073389",
}
KFTC_BALANCE = "GET /api/v1/oauth/kftc/balance/:fintechUseNum"
KFTC_TRANSACTIONS = "POST /api/v1/oauth/kftc/transactions"
KFTC_TRANSACTIONS_BODY = """{
  "fintechUseNum": "123456789012345678901234",
  "fromDate": "20251001",
  "toDate": "20251026"
}"""
KFTC_TRANSACTIONS_ANSWER = {"res_list": [KFTC_TRANSACTION]}
STATUS = "GET /api/v1/oauth/status"
STATUS_ANSWER = {
    "connected": [
        {
            "provider": "TOSS_CERT",
            "providerUserId": None,
            "tokenExpiresAt": "2025-10-26T12:00:00.000Z",
            "scope": "ca",
            "connectedAt": "2025-10-26T10:00:00.000Z",
            "lastUpdated": "2025-10-26T11:00:00.000Z",
        },
        {
            "provider": "KFTC_OPENBANKING",
            "providerUserId": "1101073389",
            "tokenExpiresAt": "2025-10-27T10:00:00.000Z",
            "scope": "login inquiry",
            "connectedAt": "2025-10-26T09:00:00.000Z",
            "lastUpdated": "2025-10-26T10:00:00.000Z",
        },
    ]
}
DISCONNECT = "DELETE /api/v1/oauth/:provider/disconnect"
DISCONNECT_ANSWER = {"success": True, "provider": "TOSS_CERT"}
