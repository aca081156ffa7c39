// Chinese of copies of the chat.
export const zh = {
  'transcript.email': '把副本发到我的邮箱',
  'transcript.print': '打印或保存对话',
  'transcript.to': '副本发送至',
  'transcript.sending': '正在发送…',
  'transcript.sent': '已发送至 {email}。',
  'transcript.queued': '正在发送至 {email}。我们会一直尝试直到送达。',
  'transcript.failed': '未能发送至 {email}。',
  'transcript.limited': '副本请求过多，请稍后再试。',
  'transcript.blocked': '浏览器没有打开页面。请在此允许弹出窗口，然后重试。',
  'transcript.loading': '正在加载对话…',
  'transcript.title': '与{site}的对话',
  'transcript.reference': '编号：{ref}',
} as const;
